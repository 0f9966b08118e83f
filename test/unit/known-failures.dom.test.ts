/**
 * Known failures of other programs, one each, that no test of an area holds already. docs/security.md
 * lists all of them with the places where they are tested.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMSerializer, Node as ProseMirrorNode } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '#core/document/front-matter.ts';
import { knownPath } from '#core/host/library-path.ts';
import { BlockLedger } from '#core/markdown/block-ledger.ts';
import { renderHtml } from '#core/markdown/html.ts';
import { openDocument } from '#core/markdown/open-document.ts';
import type { DocumentNode } from '#core/markdown/schema.ts';
import { liesInside, resolveInside } from '#main/services/inside.ts';
import { documentSchema } from '#renderer/editor/open-session.ts';
import { temporaryFolder } from './host/temporary-folder.ts';

describe('front matter in a programming language (gray-matter#131)', () => {
  it.each(['js', 'javascript', 'JS', 'coffee', 'json5', 'ts'])(
    'is text, and nothing in it runs: ---%s',
    (engine) => {
      const ran = globalThis as { frontMatterRan?: boolean };
      const text = `---${engine}\nmodule.exports = (globalThis.frontMatterRan = true, { title: 'x' })\n---\n\nText.\n`;
      const { frontMatter } = splitFrontMatter(text);
      expect(frontMatter.fields).toEqual({});
      openDocument(text);
      expect(ran.frontMatterRan).toBeUndefined();
    },
  );
});

describe('a folder whose name begins as the library’s does (joplin PR 15435)', () => {
  const folders = temporaryFolder();

  it('is not inside', async () => {
    const place = folders.make();
    const library = join(place, 'library');
    for (const name of ['library', 'library-beside']) mkdirSync(join(place, name));
    writeFileSync(join(place, 'library-beside', 'secret.png'), 'secret');
    expect(liesInside(library, `${library}-beside`)).toBe(false);
    expect(liesInside(library, join(library, '..beside'))).toBe(true);
    const inside = await resolveInside(library, knownPath('library-beside/secret.png'));
    expect(inside.ok && inside.value).toBe(join(library, 'library-beside', 'secret.png'));
  });
});

describe('a link whose address comes from JSON and not from a dialog (tiptap PR 5945, CVE-2025-14284)', () => {
  const schema = documentSchema();
  const drawn = (href: string): HTMLAnchorElement | null => {
    const text = { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] };
    const node = ProseMirrorNode.fromJSON(schema, { type: 'paragraph', content: [text] });
    const place = document.createElement('div');
    place.append(DOMSerializer.fromSchema(schema).serializeFragment(node.content));
    return place.querySelector('a');
  };

  it.each([
    'javascript:alert(1)',
    'JAVA\nSCRIPT:alert(1)',
    'data:text/html,x',
    'ftp://x.example',
    'sms:1',
    'callto:1',
  ])('has no href in the page: %j', (href) => {
    expect(drawn(href)?.hasAttribute('href')).toBe(false);
  });

  it('keeps an address that may be followed', () => {
    expect(drawn('https://x.example/')?.getAttribute('href')).toBe('https://x.example/');
  });
});

describe('front matter after one edit of the text (opencloud-eu/web#3256)', () => {
  it.each([
    '---\ntitle: A  # a comment\ntags: [a,   b]\n---\n',
    '\ufeff---\r\ntitle:   "A"\r\n---\r\n',
    '+++\ntitle = "A"\n+++\n',
  ])('is the same to the byte: %j', (frontMatter) => {
    const open = openDocument(`${frontMatter}\nOne.\n\nTwo.\n`);
    const ledger = new BlockLedger(open);
    ledger.pair(open.tree.content);
    const typed: DocumentNode = { type: 'paragraph', content: [{ type: 'text', text: 'Other.' }] };
    const blocks = [typed, ...open.tree.content.slice(1)];
    const text = ledger.compose(blocks.map((node) => ({ key: node, toJSON: () => node })));
    expect(text.startsWith(frontMatter)).toBe(true);
    expect(text).toContain('Other.');
    expect(text).not.toContain('One.');
  });
});

describe('a text that makes a parser work for ever (CVE-2026-2327, CVE-2026-48988, CVE-2026-59887)', () => {
  it.each([
    ['stars before an address', `https://x.example/${'*'.repeat(20_000)}`],
    ['quotes', `"a'`.repeat(15_000)],
    ['mail addresses', 'mailto:'.repeat(8000)],
    ['at signs', 'a@'.repeat(20_000)],
    ['dots in a host', `http://${'a.'.repeat(20_000)}`],
    ['www', 'www.'.repeat(15_000)],
    ['code fences in a line', '`'.repeat(30_000)],
    ['entities', '&'.repeat(40_000)],
  ])('is read and rendered: %s', (_name, text) => {
    expect(openDocument(text).tree.content.length).toBeGreaterThan(0);
    expect(renderHtml(text, {}).length).toBeGreaterThan(0);
  });
});
