/** Writing, by gesture: what is typed, pasted, completed, undone and changed elsewhere, and what the file holds then. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Desk, temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const patient = { timeout: 15_000, interval: 50 };

const bibliography = `@article{cover1965,
  author = {Cover, Thomas M.}, title = {Geometrical and Statistical Properties}, year = {1965}
}
@inproceedings{müller2020,
  author = {Müller, Ada and Okafor, Ben}, title = {Probes}, year = {2020}
}
@inproceedings{müller2020b,
  author = {Müller, Ada}, title = {More Probes}, year = {2020}
}
`;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(library, path)), { recursive: true });
  writeFileSync(join(library, path), text);
}

function read(path: string): string {
  return readFileSync(join(library, path), 'utf8');
}

let desk: Desk;
let count = 0;
let path = '';

beforeAll(async () => {
  put('portfolio.yml', 'title: Test\n');
  put('references.bib', bibliography);
  put('posts/first.md', '---\ntitle: The first post\n---\n\nSomething.\n');
  desk = await Desk.open(library, { permissions: ['clipboard-read', 'clipboard-write'] });
  await desk.openDocument('The first post');
});
afterAll(async () => {
  await desk?.close();
  folder[Symbol.dispose]();
});

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await desk.page.keyboard.press(key);
}

async function type(text: string): Promise<void> {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await press('Enter');
    await desk.page.keyboard.type(line);
  }
}

/** The body of the open document's file, once it is what is expected. */
async function fileHolds(body: string): Promise<void> {
  await expect.poll(() => read(path).replace(/^---\n[\s\S]*?\n---\n\n?/, ''), patient).toBe(body);
}

/** A document of its own for each test, made by keyboard. */
beforeEach(async () => {
  count += 1;
  await press('Control+Alt+n');
  await desk.page.getByRole('dialog').getByLabel('Title').waitFor();
  await type(`Post number ${count}`);
  await press('Enter');
  path = `posts/post-number-${count}.md`;
  await desk.page.locator('h1', { hasText: `Post number ${count}` }).waitFor();
  await desk.page.locator('.ProseMirror-focused').waitFor();
});

describe('typing', () => {
  test('Markdown turns into what it means, and is written as it was typed', async () => {
    const written = [
      '## A heading',
      'A **strong** and *soft* `word` with $x^2$ in it.',
      '- one\n- two',
      '> quoted',
    ];
    await type('## A heading\nA **strong** and *soft* `word` with $x^2$ in it.\n');
    await type('- one\ntwo\n\n> quoted');
    await fileHolds(`${written.join('\n\n')}\n`);
    expect(read(path)).toMatch(/^---\n[\s\S]+\n---\n\n## A heading/);
    expect(await desk.text.locator('.katex').count()).toBe(1);
  });

  test('a displayed formula is closed as in Markdown, and writing goes on below it', async () => {
    await type('$$ ');
    await desk.page.getByLabel('TeX of the formula').waitFor();
    await type('E = mc^2$$');
    await type('After it.');
    await fileHolds('$$\nE = mc^2\n$$\n\nAfter it.\n');
  });

  test('Escape leaves a formula for the text, and what is typed next does not replace it', async () => {
    await type('$$ ');
    await desk.page.getByLabel('TeX of the formula').waitFor();
    await type('a+b');
    await press('Escape');
    await type('After it.');
    await fileHolds('$$\na+b\n$$\n\nAfter it.\n');
  });

  test('the slash menu inserts a block by keyboard alone', async () => {
    await type('/tabl');
    await desk.page.getByRole('option', { name: 'Table' }).waitFor();
    await press('Enter');
    await type('head');
    await expect.poll(() => read(path), patient).toContain('| head |');
  });

  test('an address at the end of a line becomes a link', async () => {
    await type('See https://example.org/a\nNext');
    await fileHolds('See https://example.org/a\n\nNext\n');
    expect(await desk.text.locator('a[href="https://example.org/a"]').count()).toBe(1);
  });
});

describe('finding', () => {
  test('words are found across marks, gone through, and replaced in one step of undoing', async () => {
    await type('The **probe** reads. A probe');
    await press('Enter');
    await type('The Probe writes.');
    await press('Control+f');
    await type('the probe');
    const bar = desk.page.getByRole('search').filter({ has: desk.page.getByLabel('Replace with') });
    await bar.getByText('1 of 2').waitFor();
    await press('Enter');
    await bar.getByText('2 of 2').waitFor();
    expect(await desk.text.locator('.find-current').innerText()).toBe('The Probe');
    await press('Escape');
    await bar.waitFor({ state: 'detached' });
    // The hit is selected: what is typed takes its place.
    await type('It');
    await fileHolds('The **probe** reads. A probe\n\nIt writes.\n');

    await press('Control+f');
    await bar.getByLabel('Find in the document').fill('PROBE');
    await bar.getByText('of 2').waitFor();
    await bar.getByLabel('Replace with').fill('lens');
    await bar.getByRole('button', { name: 'Replace all' }).click();
    await bar.getByText('2 replaced').waitFor();
    await fileHolds('The **lens** reads. A lens\n\nIt writes.\n');
    await bar.getByRole('button', { name: 'Close the find bar' }).click();
    await press('Control+z');
    await fileHolds('The **probe** reads. A probe\n\nIt writes.\n');
  });
});

describe('completion', () => {
  test('@ offers the works by author, and Enter puts a citation', async () => {
    await type('As @muller');
    const options = desk.page.getByRole('listbox').getByRole('option');
    await expect.poll(() => options.count(), patient).toBe(2);
    await press('ArrowDown');
    await options
      .and(desk.page.locator('[aria-selected="true"]'))
      .getByText('Müller and Okafor 2020')
      .waitFor();
    await press('Enter');
    await type(' shows.');
    await fileHolds('As @müller2020 shows.\n');
    expect(await desk.text.locator('.chip-citation').allInnerTexts()).toEqual(['Müller and Okafor (2020)']);
  });

  test('in brackets the citation brings them along', async () => {
    await type('It is known [@cov');
    await desk.page.getByRole('option', { name: 'Cover 1965' }).waitFor();
    await press('Enter');
    await type('.');
    await fileHolds('It is known [@cover1965].\n');
    expect(await desk.text.locator('.chip-citation').innerText()).toBe('(Cover 1965)');
  });

  test('a known key becomes a citation behind a space, a full stop and at rest; an unknown one stays text', async () => {
    await type('@cover1965 said. Ask @cover1965. Or @nobody here, or @cover1965');
    // Enter takes what the list offers; the next one goes on.
    await type('\n\nand @müller2020b');
    await fileHolds(
      '@cover1965 said. Ask @cover1965. Or \\@nobody here, or @cover1965\n\nand @müller2020b\n',
    );
    expect(await desk.text.locator('.chip-citation').count()).toBe(4);
  });

  test('labels of the document are offered, with what they stand for', async () => {
    await type('$$ ');
    await desk.page.getByLabel('TeX of the formula').waitFor();
    await type('a+b$$');
    await type('x');
    await desk.saved();
    const text = read(path).replace('b\n$$', (end) => `${end} {#eq-sum}`);
    await press('Control+/');
    await desk.page.getByRole('textbox', { name: 'Markdown source' }).fill(text);
    await press('Control+/');
    await desk.text.waitFor();
    await press('Control+End');
    await type(' @eq-s');
    await desk.page.getByRole('option', { name: '@eq-sum' }).waitFor();
    await press('Enter');
    await fileHolds('$$\na+b\n$$ {#eq-sum}\n\nx @eq-sum\n');
  });

  test('[[ offers the documents by title', async () => {
    await type('See [[the first');
    await desk.page.getByRole('option', { name: 'The first post' }).waitFor();
    await press('Enter');
    await type(' too.');
    await fileHolds('See [[first]] too.\n');
  });

  test('Escape leaves what was typed as it is', async () => {
    await type('As @cov');
    await desk.page.getByRole('listbox').waitFor();
    await press('Escape');
    await desk.page.getByRole('listbox').waitFor({ state: 'detached' });
    await type('entry is');
    await fileHolds('As \\@coventry is\n');
  });
});

describe('paste', () => {
  test('a passage of a web page comes in as text of the document, without its colours and scripts', async () => {
    await desk.page.evaluate(async () => {
      const html =
        '<h2 style="color:red">From the web</h2><p>A <b>bold</b> <a href="https://example.org/">link</a>.</p>' +
        '<ul><li>x<ul><li>z</li></ul></li></ul><script>document.title = "run"</script>';
      const parts = { 'text/html': new Blob([html], { type: 'text/html' }) };
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    });
    await press('Control+v');
    await fileHolds('## From the web\n\nA **bold** [link](https://example.org/).\n\n- x\n  - z\n');
    expect(await desk.page.title()).not.toBe('run');
  });

  test('a picture goes into the library and stands as a figure', async () => {
    await desk.page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.height = 500;
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
      if (picture === null) throw new Error('The canvas gave no picture.');
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    });
    await press('Control+v');
    await expect.poll(() => read(path), patient).toMatch(/!\[\]\(\.\.\/media\/[\w-]+\.png\)/);
    expect(readdirSync(join(library, 'media'))).toHaveLength(1);
    // The whole picture is in sight, and the cursor behind it.
    const picture = desk.text.locator('figure img');
    await expect.poll(async () => (await picture.boundingBox())?.height, patient).toBe(500);
    await expect
      .poll(async () => {
        const place = await desk.text.locator('figure').boundingBox();
        return place !== null && place.y > 44 && place.y + place.height <= 900;
      }, patient)
      .toBe(true);
    await type('Behind it.');
    await expect.poll(() => read(path), patient).toMatch(/\.png\)\n\nBehind it\.\n$/);
  });
});

describe('the same bytes', () => {
  test('undoing everything gives the file as it was', async () => {
    await desk.saved();
    const before = read(path);
    await type('## Heading\n- one\ntwo');
    await expect.poll(() => read(path), patient).toContain('- two');
    await expect
      .poll(async () => {
        await press('Control+z');
        return await desk.text.innerText();
      }, patient)
      .toBe('\n');
    await expect.poll(() => read(path), patient).toBe(before);
  });

  test('what was written is there after the page is loaded again', async () => {
    await type('It stays.');
    await desk.saved();
    await fileHolds('It stays.\n');
    await desk.page.reload();
    await desk.text.getByText('It stays.').waitFor();
  });

  test('the source view shows the file, and what is changed there is on the page', async () => {
    await type('One word.');
    await fileHolds('One word.\n');
    await press('Control+/');
    const source = desk.page.getByRole('textbox', { name: 'Markdown source' });
    expect(await source.inputValue()).toBe(read(path));
    await press('Control+End');
    await type('\nTwo *words*.');
    await press('Control+/');
    await desk.text.locator('em', { hasText: 'words' }).waitFor();
    await fileHolds('One word.\n\nTwo *words*.');
  });
});

describe('another version', () => {
  test('a change made elsewhere while writing is a conflict; either version can be had', async () => {
    await type('Mine.');
    await fileHolds('Mine.\n');
    const elsewhere = read(path).replace('Mine.', 'Theirs.');
    // Both within one moment: the text is typed, and the file is changed before it is saved.
    await type(' More');
    writeFileSync(join(library, path), elsewhere);
    await desk.page.getByRole('button', { name: 'Take theirs' }).click();
    await desk.text.getByText('Theirs.').waitFor();
    expect(read(path)).toBe(elsewhere);
    await desk.page.getByRole('button', { name: 'Use it' }).click();
    await fileHolds('Mine. More\n');
  });

  test('an earlier version can be compared and brought back', async () => {
    await type('First thought.');
    await fileHolds('First thought.\n');
    await type(' Second thought.');
    await fileHolds('First thought. Second thought.\n');
    await press('Control+k');
    await type('earlier versions');
    await press('Enter');
    const dialog = desk.page.getByRole('dialog');
    await dialog.locator('.compare-theirs', { hasText: 'First thought.' }).waitFor();
    await dialog.getByRole('button', { name: 'Bring this version back' }).click();
    await fileHolds('First thought.\n');
    await desk.text.getByText('First thought.', { exact: true }).waitFor();
  });

  test('a document moved to the trash can be put back as it was', async () => {
    await type('Not lost.');
    await fileHolds('Not lost.\n');
    const before = read(path);
    await press('Control+k');
    await type('move to the trash');
    await press('Enter');
    await desk.page.getByRole('button', { name: 'Move to the trash' }).click();
    await desk.page.getByRole('button', { name: 'Put it back' }).click();
    await desk.text.getByText('Not lost.').waitFor();
    expect(read(path)).toBe(before);
  });
});
