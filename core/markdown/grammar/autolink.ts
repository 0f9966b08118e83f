/** GFM autolinks: bare web addresses, `www.` and e-mail addresses become links; nothing else does. */
import type { MarkdownIt, RuleInline } from './types.ts';

/** What may stand in an address behind `www.`; the last sign is not punctuation. */
const host = /^[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<]*)?/;
const trailing = /[?!.,:*_~'"]+$|&[A-Za-z0-9]+;$/;

/** `<https://a.b c>` is an autolink gone wrong: nothing in it becomes a link. */
const afterAngle = /<[ \t]?$/;

const sign = /:\/\/|mailto:|@/i;

/** Whether a text may hold a link: most holds none of the signs, and finding out is quick. */
function possible(text: string): boolean {
  if ((text.includes(':') || text.includes('@')) && sign.test(text)) return true;
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    const before = text.charCodeAt(dot - 1);
    if ((before === 0x77 || before === 0x57) && /www$/i.test(text.slice(Math.max(0, dot - 3), dot)))
      return true;
  }
  return false;
}

/** Wraps the rule that finds `://`. */
function outsideAngles(rule: RuleInline): RuleInline {
  return (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x3a) return false;
    const scheme = /[A-Za-z][A-Za-z0-9+.-]{0,9}$/.exec(
      state.src.slice(Math.max(0, state.pos - 12), state.pos),
    );
    const start = state.pos - (scheme?.[0].length ?? 0);
    if (afterAngle.test(state.src.slice(Math.max(0, start - 2), start))) return false;
    return rule(state, silent);
  };
}

export function autolinks(markdown: MarkdownIt): void {
  markdown.set({ linkify: true });
  const rule = markdown.inline.ruler.__rules__.find(({ name }) => name === 'linkify');
  if (rule !== undefined) markdown.inline.ruler.at('linkify', outsideAngles(rule.fn));
  const match = markdown.linkify.match.bind(markdown.linkify);
  const test = markdown.linkify.test.bind(markdown.linkify);
  markdown.linkify.test = (text) => possible(text) && test(text);
  markdown.linkify.match = (text) =>
    match(text)?.filter((link) => !afterAngle.test(text.slice(Math.max(0, link.index - 2), link.index))) ??
    null;
  // Fuzzy links would take `readme.md` for a site in Moldova; GFM asks for `www.` or a scheme.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false });
  markdown.linkify.add('ftp:', null);
  markdown.linkify.add('//', null);
  markdown.linkify.add('www.', {
    validate(text, at) {
      const match = host.exec(text.slice(at, at + 2000));
      if (match === null) return 0;
      let address = match[0].replace(trailing, '');
      // A closing bracket belongs to the address only when it was opened in it.
      while (address.endsWith(')') && count(address, ')') > count(address, '('))
        address = address.slice(0, -1);
      return address.length;
    },
    normalize(match) {
      match.url = `http://${match.url}`;
    },
  });
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
