/** The words inside a figure, read from its SVG: what the drawing says and the text may not. */

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x') || name.startsWith('#X')) return character(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return character(Number.parseInt(name.slice(1), 10));
    return entities.get(name) ?? whole;
  });
}

/** Text of the `<text>` elements, each once, in the order of the file. Lines of one label are joined where they share an element. */
export function figureLabels(svg: string): string[] {
  const labels: string[] = [];
  for (const match of svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/gi)) {
    const text = decode((match[1] ?? '').replace(/<[^>]+>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim();
    if (text !== '' && !labels.includes(text)) labels.push(text);
  }
  return labels;
}
