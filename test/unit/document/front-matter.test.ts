import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setFrontMatterField, splitFrontMatter } from '#core/document/front-matter.ts';

function set(text: string, name: string, value: Parameters<typeof setFrontMatterField>[2]): string {
  const outcome = setFrontMatterField(text, name, value);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

const yaml = [
  '---   ',
  '# about this',
  'title: "A: b"   # the title',
  "author: &me 'Jane'",
  'editor: *me',
  'tags:',
  '  - x  # one',
  "  - 'y'",
  'title2: plain',
  'desc: |',
  '  two',
  '  lines',
  '',
  'list: [a, "b c", d]  # flow',
  'empty:',
  'unknown: {deep: [1, 2]}',
  'draft: false',
  '...',
  '',
  'Body',
  '',
].join('\n');

describe('finding front matter', () => {
  it.each([
    ['---\ntitle: x\n---\nb', 'yaml', 'b'],
    ['\uFEFF---\r\ntitle: x\r\n---\r\nb', 'yaml', 'b'],
    ['---  \ntitle: x\n...\nb', 'yaml', 'b'],
    ['---\n---\nb', 'yaml', 'b'],
    ['---\rtitle: x\r---\rb', 'yaml', 'b'],
    ['+++\ntitle = "x"\n+++\nb', 'toml', 'b'],
    ['{\n  "title": "x"\n}\nb', 'json', 'b'],
    ['---\n\nProse here.\n\n---\nb', 'none', '---\n\nProse here.\n\n---\nb'],
    ['---\ntitle: x\nb', 'none', '---\ntitle: x\nb'],
    ['text\n---\na: b\n---\n', 'none', 'text\n---\na: b\n---\n'],
    ['', 'none', ''],
  ])('%j', (text, format, body) => {
    const { frontMatter, bodyStart } = splitFrontMatter(text);
    expect(frontMatter.format).toBe(format);
    expect(text.slice(bodyStart)).toBe(body);
    expect(frontMatter.source + text.slice(bodyStart)).toBe(text);
  });

  it('reads values and never evaluates them', () => {
    const { fields } = splitFrontMatter(
      '---\na: !!js/function "function(){}"\nb: 2024-01-01\nc: yes\n---\n',
    ).frontMatter;
    expect(fields).toEqual({ a: 'function(){}', b: '2024-01-01', c: 'yes' });
  });

  it('says on which line the front matter is wrong', () => {
    const { problems } = splitFrontMatter('---\na: 1\nb: [1\nc: 2\na: 3\n---\n').frontMatter;
    expect(problems.length).toBeGreaterThan(0);
    expect(splitFrontMatter('---\na: 1\nb: 2\na: 3\n---\n').frontMatter.problems).toEqual([
      { message: 'The field "a" stands twice; the last one counts.', line: 4 },
    ]);
  });

  it('refuses a bomb of aliases', () => {
    const rows = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe'].map((pair) => [...pair]))
      rows.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
    const { fields, problems } = splitFrontMatter(`---\n${rows.join('\n')}\n---\n`).frontMatter;
    expect(fields).toEqual({});
    expect(problems).toHaveLength(1);
  });
});

describe('changing one field', () => {
  it.each<readonly [string, Parameters<typeof setFrontMatterField>[2], string, string]>([
    ['title', 'New', 'title: "A: b"   # the title', 'title: "New"   # the title'],
    ['author', "O'Hara", "author: &me 'Jane'", "author: &me 'O''Hara'"],
    ['title2', 'a: b', 'title2: plain', 'title2: "a: b"'],
    ['title2', 'yes', 'title2: plain', 'title2: "yes"'],
    ['title2', '2024-05-06', 'title2: plain', 'title2: 2024-05-06'],
    ['draft', true, 'draft: false', 'draft: true'],
    ['empty', 'x', 'empty:', 'empty: x'],
    ['list', ['a', 'd', 'e'], '[a, "b c", d]  # flow', '[a, d, e]  # flow'],
    ['tags', ['x', 'z'], "  - x  # one\n  - 'y'\n", '  - x  # one\n  - z\n'],
    ['desc', 'one', 'desc: |\n  two\n  lines\n', 'desc: one\n'],
    ['empty', null, 'empty:\n', ''],
    ['tags', null, "tags:\n  - x  # one\n  - 'y'\n", ''],
    ['slug', 'new', 'draft: false\n', 'draft: false\nslug: new\n'],
  ])('%s to %j changes only its lines', (name, value, before, after) => {
    const changed = set(yaml, name, value);
    if (name === 'author') expect(splitFrontMatter(changed).frontMatter.fields.author).toBe(value);
    expect(changed).toBe(yaml.replace(before, after));
  });

  it('keeps the line ends of the file', () => {
    const text = yaml.replaceAll('\n', '\r\n');
    expect(set(text, 'tags', ['x', 'z'])).toBe(text.replace("  - 'y'", '  - z'));
    expect(set(text, 'new', 'a')).toBe(text.replace('draft: false\r\n', 'draft: false\r\nnew: a\r\n'));
  });

  it('changes TOML and JSON', () => {
    const toml =
      '+++\n# c\ntitle = "a" # t\ntags = [\n  "x",\n]\ndate = 2024-01-01\n[params]\ntitle = "p"\n+++\nb\n';
    expect(set(toml, 'title', 'n"')).toBe(toml.replace('"a"', '"n\\""'));
    expect(set(toml, 'date', '2025-02-03')).toBe(toml.replace('2024-01-01', '2025-02-03'));
    expect(set(toml, 'slug', 's')).toBe(toml.replace('[params]', 'slug = "s"\n[params]'));
    expect(set(toml, 'tags', null)).toBe(toml.replace('tags = [\n  "x",\n]\n', ''));
    const json = '{\n  "title": "a",\n  "n": 1\n}\nb\n';
    expect(set(json, 'title', 'z')).toBe(json.replace('"a"', '"z"'));
    expect(splitFrontMatter(set(json, 'new', ['x'])).frontMatter.fields).toEqual({
      title: 'a',
      n: 1,
      new: ['x'],
    });
  });

  it('makes front matter where there is none', () => {
    expect(set('Body\r\n', 'title', 'T')).toBe('---\r\ntitle: T\r\n---\r\n\r\nBody\r\n');
    expect(set('\uFEFFBody', 'title', 'T')).toBe('\uFEFF---\ntitle: T\n---\n\nBody');
    expect(set('Body', 'title', null)).toBe('Body');
  });

  it('refuses front matter with an error', () => {
    expect(setFrontMatterField('---\na: [1\nb: 2\n---\n', 'b', 'x')).toMatchObject({
      ok: false,
      error: { code: 'invalid-document' },
    });
  });

  it('reads back any text that was set, and leaves the rest', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.constantFrom('title', 'author', 'title2', 'desc', 'fresh'),
        (value, name) => {
          const outcome = setFrontMatterField(yaml, name, value);
          if (name === 'author' && outcome.ok === false) return;
          expect(outcome.ok).toBe(true);
          if (!outcome.ok) return;
          const { fields } = splitFrontMatter(outcome.value).frontMatter;
          expect(fields[name]).toBe(value);
          expect(outcome.value.endsWith('...\n\nBody\n')).toBe(true);
          expect(outcome.value).toContain('# about this\n');
        },
      ),
      { numRuns: 300 },
    );
  });
});
