import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeHtml,
  relativeAddress,
  relativePath,
  safeAddress,
  scriptJson,
  webAddress,
} from '#core/site/escape.ts';
import { outputOf } from '#core/site/model.ts';
import { clashMessage, findClashes } from '#core/site/plan.ts';
import { slugify } from '#core/site/slug.ts';

describe('slugs', () => {
  it.each([
    ['Why probes fail!', 'why-probes-fail'],
    ['C++ & C#', 'c-plus-plus-c-sharp'],
    ["What's new — Ångström", 'whats-new-angstrom'],
    ['日本語 ノート', '日本語-ノート'],
    ['がっこう', 'がっこう'],
    ['हिन्दी में', 'हिन्दी-में'],
    ['Ещё й', 'ещё-й'],
    ['???', ''],
  ])('%s gives %s', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it('are their own slugs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(slugify(slugify(text))).toBe(slugify(text));
      }),
    );
  });

  it.each([
    [{ path: 'posts/why.md', kind: 'post', slug: null }, 'posts/why.html'],
    [{ path: 'posts/2026-01-02-why.md', kind: 'post', slug: null }, 'posts/why.html'],
    [{ path: 'posts/deep/er.md', kind: 'post', slug: null }, 'posts/deep/er.html'],
    [{ path: 'pages/about.md', kind: 'page', slug: null }, 'about.html'],
    [{ path: 'notes/x/index.md', kind: 'note', slug: null }, 'notes/x.html'],
    [{ path: 'posts/why.md', kind: 'post', slug: '../../etc/passwd' }, 'posts/etc/passwd.html'],
    [{ path: 'Vault/Some Note.md', kind: 'note', slug: null }, 'notes/vault/some-note.html'],
  ] as const)('%o stands at %s', (document, output) => {
    expect(outputOf(document)).toBe(output);
  });
});

describe('the plan', () => {
  it('finds two sources for one address, also where only case or accents differ', () => {
    const [clash, ...others] = findClashes([
      { output: 'posts/é.html', origin: 'a.md' },
      { output: 'posts/b.html', origin: 'b.md' },
      { output: 'Posts/E\u0301.html', origin: 'c.md' },
    ]);
    expect(others).toEqual([]);
    expect(clash && clashMessage(clash)).toMatch(/a\.md and c\.md/);
  });

  it('finds a file where a folder must be', () => {
    expect(
      findClashes([
        { output: 'a.html/b.html', origin: 'one' },
        { output: 'a.html', origin: 'two' },
      ]),
    ).toHaveLength(1);
  });
});

describe('relative addresses', () => {
  const part = fc.constantFrom('a', 'b', 'c d', 'ü');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.html`);

  it('lead from one page to another wherever the site stands', () => {
    fc.assert(
      fc.property(path, path, (from, to) => {
        const base = new URL(
          `https://example.org/deep/er/${from.split('/').map(encodeURIComponent).join('/')}`,
        );
        const target = new URL(relativeAddress(from, to), base);
        expect(decodeURIComponent(target.pathname)).toBe(`/deep/er/${to}`);
      }),
    );
  });

  it('name the file, so that a double-click from disk finds it', () => {
    expect(relativePath('posts/a.html', 'index.html')).toBe('../index.html');
    expect(relativeAddress('posts/a.html', 'posts/a.html')).toBe('a.html');
  });
});

const hostile = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' \u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  'javascript\u00ad:alert(1)',
  'vbscript:x',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'ms-officecmd:x',
  '//evil.example/x',
  '\\\\evil.example\\share',
  '/\\evil.example',
  'ftp://evil.example',
  'blob:x',
  'intent://x',
];

describe('addresses from a document', () => {
  it.each(hostile)('refuses %j', (address) => {
    const safe = safeAddress(address);
    // Where something is left, a browser must read it as a place on the same site.
    if (safe !== null)
      expect(new URL(safe, 'https://site.example/a/b.html').origin).toBe('https://site.example');
    expect(webAddress(address)).toBeNull();
  });

  it.each([
    'https://example.org/a?b=c#d',
    'http://example.org',
    'mailto:a@example.org',
    '../a/b.md#c',
    '#d',
    'a b.md',
  ])('keeps %s', (address) => {
    expect(safeAddress(address)).not.toBeNull();
  });
});

describe('escaping', () => {
  it('leaves no way out of an attribute, an element, or a script element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
        expect(scriptJson({ text })).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(scriptJson({ text }))).toEqual({ text });
      }),
    );
  });
});
