import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { documentOf } from './browser-document.ts';
import { exportTo, post, readAll, writeFiles } from './small-library.ts';

const folders = temporaryFolder();

describe('the running title', () => {
  it('says author and title, and stays within its string whatever they hold', async () => {
    const root = folders.make();
    writeFiles(join(root, 'library'), {
      'portfolio.yml': 'title: T\nauthor: Ada Example\n',
      'posts/a.md': post('Plain words', 'x'),
      'posts/b.md': post('"}</style><script>x</script>\\\n*{display:none}', 'x'),
    });
    await exportTo(join(root, 'library'), join(root, 'site'));
    const site = readAll(join(root, 'site'));
    const styleOf = (path: string) => documentOf(site.get(path) ?? '').querySelectorAll('style');
    expect(styleOf('posts/a.html')[0]?.textContent).toContain('Plain words');
    const [hostile, ...more] = styleOf('posts/b.html');
    expect(more).toEqual([]);
    expect(hostile?.textContent).toMatch(
      /^@page\{@top-center\{content:"[^"\n]*";font:[^{}]*\}\}@page :first\{[^{}]*\{content:none\}\}$/,
    );
    expect(hostile?.textContent).not.toContain('<');
  });
});
