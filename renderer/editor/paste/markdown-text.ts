/** Whether a plain text that was pasted is meant as Markdown. */

const blockSigns: readonly RegExp[] = [
  /^ {0,3}#{1,6}\s+\S/m,
  /^ {0,3}(?:[-*+]|\d{1,9}[.)])\s+\S.*\n+ {0,3}(?:[-*+]|\d{1,9}[.)]|\s+[-*+])\s+\S/m,
  /^ {0,3}[-*+]\s+\[[ xX]\]\s/m,
  /^ {0,3}>\s?\S/m,
  /^ {0,3}(?:```|~~~)/m,
  /^ {0,3}\$\$/m,
  /^ {0,3}:::+\s*\S/m,
  /^\|.*\|\s*\n\|[\s:|-]+\|/m,
  /^\[\^?[^\]]+\]:\s+\S/m,
  /^!\[[^\]]*\]\([^)]+\)\s*$/m,
];

const inlineSigns: readonly RegExp[] = [
  /\[[^\]\n]+\]\([^()\s]+(?:\s+"[^"\n]*")?\)/,
  /(?<![*\w])\*\*\S(?:[^*\n]*\S)?\*\*(?![*\w])/,
  /(?<!`)`[^`\n]+`(?!`)/,
  /(?<![\\$\w])\$[^\s$](?:[^$\n]*[^\s$\\])?\$(?![\w$])/,
  /\[\[[^[\]\n]+\]\]/,
  /\[\^[^\]\s]+\]/,
  /\[[^\]\n]*@[\w:.-]+[^\]\n]*\]/,
];

/** True when the text has a sign of Markdown that ordinary prose does not have. */
export function looksLikeMarkdown(text: string): boolean {
  return blockSigns.some((sign) => sign.test(text)) || inlineSigns.some((sign) => sign.test(text));
}
