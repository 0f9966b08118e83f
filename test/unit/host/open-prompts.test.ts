import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { post, writeFiles } from '#test/unit/site/small-library.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testHost } from './test-host.ts';

const folders = temporaryFolder();

describe('a plan to publish', () => {
  it('lists drafts left out, dead links, missing references and what the reader still asks', async () => {
    const root = folders.make();
    const library = join(root, 'library');
    writeFiles(library, {
      'portfolio.yml': 'title: Ada\n',
      'readers.yml': 'readers:\n  - id: bo\n    name: Bo\n    situation: Builds bridges\n',
      'posts/a.md': post(
        'A',
        `See [x](gone.md) and [@nobody2020]. ${'Something is the case. '.repeat(40)}\n\n![](../figures/a.svg)`,
        'reader: bo\n',
      ),
      'figures/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
      'posts/b.md': post('B', 'Text.', 'draft: true\nreader: bo\n'),
    });
    const host = testHost();
    await host.call('library.open', { place: library });
    const plan = await host.call('export.plan', { place: join(root, 'site') });
    if (!plan.ok) throw new Error(plan.error.message);
    const rules = plan.value.problems.map(({ path, rule }) => `${path} ${rule}`);
    expect(rules).toContain('posts/b.md draft-left-out');
    expect(rules).toContain('posts/a.md dead-link');
    expect(rules).toContain('posts/a.md missing-alt');
    expect(rules.some((rule) => /^posts\/a\.md .*(citation|reference)/.test(rule))).toBe(true);
    expect(rules).toContain('posts/a.md open-prompt');
    expect(rules).not.toContain('posts/b.md open-prompt');
    await host.close();
  });
});
