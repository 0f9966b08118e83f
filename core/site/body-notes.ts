/** Footnotes: gathered at the end of the text, and set beside it where the sheet is wide enough. */

const section =
  /<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">\n<ol>\n([\s\S]*?)<\/ol>\n<\/section>\n?$/;

/** Cuts the section of notes off the end of a body. */
export function splitNotes(html: string): { readonly text: string; readonly items: string } {
  const match = section.exec(html);
  if (match === null) return { text: html, items: '' };
  return { text: html.slice(0, match.index), items: match[1] ?? '' };
}

interface Note {
  readonly number: string;
  /** For the margin; null when the note holds more than paragraphs. */
  readonly beside: string | null;
  readonly item: string;
}

const backLink = / ?<a href="#[^"]*" role="doc-backlink"[^>]*>[^<]*<\/a>/g;

function readNotes(items: string): Note[] {
  return items
    .split(/(?=<li id="fn-\d+">\n)/)
    .filter((item) => item.trim() !== '')
    .map((item) => {
      const number = /^<li id="fn-(\d+)">/.exec(item)?.[1] ?? '';
      const content = item
        .replace(/^<li[^>]*>\n/, '')
        .replace(/<\/li>\s*$/, '')
        .replace(backLink, '')
        .trim();
      return { number, beside: besideText(content, number), item };
    });
}

/** Paragraphs become spans, since the note stands in the middle of another paragraph. */
function besideText(content: string, number: string): string | null {
  if (
    /<(?!\/?p>)(?:p|div|ul|ol|li|pre|table|blockquote|figure|aside|h\d|hr|section|details|img|dl)\b/i.test(
      content,
    )
  )
    return null;
  const paragraphs = content.includes('<p>')
    ? content.split(/<\/?p>/).filter((part) => part.trim() !== '')
    : [content];
  const spans = paragraphs.map((paragraph, index) => {
    const label = index === 0 ? `<span class="sidenote-number">${number}</span> ` : '';
    return `<span>${label}${paragraph.trim().replace(/ id="[^"]*"/g, '')}</span>`;
  });
  return `<span class="sidenote">${spans.join('')}<!--/sidenote--></span>`;
}

const container = /<(p|li|td|th|h[1-6]|figcaption|caption|dt|summary|table|figure|pre)\b/g;

/** True when a call at this place may be followed by a note in the margin: in a paragraph or list item. */
function standsInText(before: string): boolean {
  let open = '';
  for (const match of before.slice(-4000).matchAll(container)) open = match[1] ?? '';
  return open === 'p' || open === 'li';
}

/** The text with its margin notes, and the section that holds them all. */
export function placeNotes(text: string, items: string): { readonly text: string; readonly section: string } {
  if (items === '') return { text, section: '' };
  const notes = readNotes(items);
  const placed = new Set<string>();
  let out = '';
  let from = 0;
  const call =
    /<sup class="footnote-ref"><a href="#fn-(\d+)" id="fnref-\d+(?:-\d+)?" role="doc-noteref">\d+<\/a><\/sup>/g;
  for (let match = call.exec(text); match !== null; match = call.exec(text)) {
    const number = match[1] ?? '';
    const note = notes.find((one) => one.number === number);
    if (note?.beside == null || placed.has(number)) continue;
    const end = match.index + match[0].length;
    out += text.slice(from, end);
    from = end;
    if (!standsInText(out)) continue;
    out += note.beside;
    placed.add(number);
  }
  out += text.slice(from);
  const list = notes.map((note) =>
    placed.has(note.number) ? note.item.replace('<li ', '<li class="beside" ') : note.item,
  );
  const all = notes.every((note) => placed.has(note.number)) ? ' all-beside' : '';
  return {
    text: out,
    section: `<section class="footnotes${all}" role="doc-endnotes" aria-label="Notes">
<h2>Notes</h2>
<ol>
${list.join('').replace(/↩/g, '↩\ufe0e')}</ol>
</section>
`,
  };
}
