/** Addresses and titles of links and images. */

/** `address "title"`, as it stands between the brackets. */
export function destination(href: string, title: string | null): string {
  const address = writeAddress(href);
  if (title === null || title === '') return address;
  return `${address === '' ? '<>' : address} ${writeTitle(title)}`;
}

function writeAddress(href: string): string {
  const entities = href.replace(/&(?=#?\w+;)/g, '&amp;').replace(/[\n\r]/g, '%0A');
  if (href === '') return '';
  if (/[\s\u0000-\u001f\u007f]/.test(href) || !balanced(href) || href.startsWith('<')) {
    return `<${entities.replace(/[\\<>]/g, (sign) => `\\${sign}`)}>`;
  }
  return entities.replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\');
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    else if (sign === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

function writeTitle(title: string): string {
  const plain = title
    .replace(/\n(?:[ \t]*\n)+/g, '\n')
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/&(?=#?\w+;)/g, '&amp;');
  if (!plain.includes('"')) return `"${plain}"`;
  if (!plain.includes("'")) return `'${plain}'`;
  return `"${plain.replaceAll('"', '\\"')}"`;
}
