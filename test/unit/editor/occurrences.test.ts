import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '#core/markdown/parse.ts';
import { occurrences } from '#renderer/editor/find/occurrences.ts';
import { nodesFromTree } from '#renderer/editor/nodes-from-tree.ts';
import { documentSchema } from '#renderer/editor/open-session.ts';

/** The text at each place where the query occurs. */
function found(markdown: string, query: string): string[] {
  const doc = nodesFromTree(documentSchema(), parseMarkdown(markdown).tree);
  return occurrences(doc, query).map(({ from, to }) => doc.textBetween(from, to, '|', '*'));
}

describe('where words occur', () => {
  it('finds them in either case and across marks', () => {
    expect(found('The *pro*be and the PROBE.', 'the probe')).toEqual(['The probe', 'the PROBE']);
    expect(found('The *pro*be and the PROBE.', 'Probe')).toEqual(['probe', 'PROBE']);
  });

  it('finds them in headings, lists, tables and code', () => {
    expect(found('# ÄRA\n\n- ära\n\n| ära |\n| --- |\n| x |\n\n```\nära\n```\n', 'ära')).toHaveLength(4);
  });

  it('does not join two blocks, nor the two sides of a formula', () => {
    expect(found('one\n\ntwo', 'onetwo')).toEqual([]);
    expect(found('on$x$e', 'one')).toEqual([]);
    expect(found('on$x$e and one', 'one')).toEqual(['one']);
  });

  it('takes signs as signs, and a straight quotation mark for a curly one', () => {
    expect(found('f(x) is not fax. a.b', 'f(x)')).toEqual(['f(x)']);
    expect(found('f(x) is not fax. a.b', '.b')).toEqual(['.b']);
    expect(found("don’t and don't", "don't")).toHaveLength(2);
  });

  it('takes a line break in the source for a space', () => {
    expect(found('one\ntwo', 'one two')).toHaveLength(1);
  });

  it('finds nothing for nothing', () => {
    expect(found('one', '')).toEqual([]);
    expect(found('one', ' ')).toEqual([]);
  });

  it('finds hits that stand apart', () => {
    expect(found('aaaa', 'aa')).toEqual(['aa', 'aa']);
  });
});
