import { createRequire } from 'node:module';
import fc from 'fast-check';
import MarkdownItClass from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { grammar } from '#core/markdown/grammar/grammar.ts';
import { writeMarkdown } from '#core/markdown/write.ts';
import { document } from './random-document.ts';

const require = createRequire(import.meta.url);
const examples = (require('commonmark-spec') as { tests: readonly { markdown: string }[] }).tests;

const withTable = {
  tokenize: grammar.inline.tokenize,
  skipToken: grammar.inline.skipToken,
  parse: grammar.inline.parse,
};
const { tokenize, skipToken, parse } = MarkdownItClass.ParserInline.prototype;

/** The tokens when every rule is asked at every sign, as markdown-it does by itself. */
function everyRuleAsked(text: string): unknown {
  Object.assign(grammar.inline, { tokenize, skipToken, parse });
  try {
    return read(text);
  } finally {
    Object.assign(grammar.inline, withTable);
  }
}

function read(text: string): unknown {
  return JSON.parse(JSON.stringify(grammar.parse(text, {})));
}

const signs = fc
  .array(
    fc.constantFrom(
      ...[
        '*',
        '_',
        '`',
        '~~',
        '[',
        ']',
        '(',
        ')',
        '![',
        '[[',
        ']]',
        '[^',
        '^[',
        '$',
        '$$',
        '\\(',
        '\\)',
        '\\',
      ],
      ...[
        '@a',
        '@fig-x',
        '{{<',
        '>}}',
        '{%',
        '%}',
        '{.a}',
        '<b>',
        '</b>',
        '<https://x.org>',
        '&amp;',
        '&',
        '#',
      ],
      ...[
        'https://x.org/a',
        'www.x.org',
        'WWW.x.org',
        'a@b.org',
        'mailto:a@b.org',
        ' ',
        '\n',
        '  \n',
        'word',
        '%',
      ],
      ...['+', '=', '-', '}', ':', '!', '\u00e9', '\u{1f600}', '数'],
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

describe('asking only the rules that can begin at a sign', () => {
  it('reads the examples of CommonMark as asking every rule does', () => {
    for (const { markdown } of examples) expect(read(markdown)).toEqual(everyRuleAsked(markdown));
  });

  it('reads any heap of signs as asking every rule does', () => {
    fc.assert(
      fc.property(signs, (text) => {
        expect(read(text)).toEqual(everyRuleAsked(text));
      }),
      { numRuns: 1500 },
    );
  });

  it('reads any document as asking every rule does', () => {
    fc.assert(
      fc.property(document, (tree) => {
        const text = writeMarkdown(tree);
        expect(read(text)).toEqual(everyRuleAsked(text));
      }),
      { numRuns: 100 },
    );
  });
});
