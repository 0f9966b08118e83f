/** The one grammar of Legible's Markdown: the editor and the site read with it. */
import MarkdownItClass from 'markdown-it';
import { maxNesting } from '../limits.ts';
import { attributes } from './attributes.ts';
import { autolinks } from './autolink.ts';
import { callouts } from './callout.ts';
import { citations } from './citation.ts';
import { dispatchInline } from './dispatch.ts';
import { divs } from './div.ts';
import { footnotes } from './footnote.ts';
import { boundedInline } from './inline.ts';
import { lineBreaks } from './line-break.ts';
import { links } from './link.ts';
import { maths } from './maths.ts';
import { rememberPositions } from './positions.ts';
import { shortcodes } from './shortcode.ts';
import { spans } from './span.ts';
import { taskLists } from './task-list.ts';
import { plainTokens } from './tokens.ts';
import type { MarkdownIt } from './types.ts';
import { wikilinks } from './wikilink.ts';

/** Most text ends its lines with `\n` alone and holds no zero character: then it is left as it is. */
function normalizeWhereNeeded(markdown: MarkdownIt): void {
  const rule = markdown.core.ruler.__rules__.find(({ name }) => name === 'normalize')?.fn;
  if (rule === undefined) return;
  markdown.core.ruler.at('normalize', (state) => {
    if (state.src.includes('\r') || state.src.includes('\0')) rule(state);
  });
}

function build(): MarkdownIt {
  const markdown = new MarkdownItClass({ html: true, xhtmlOut: true, maxNesting });
  // Definitions stay in the stream: they are blocks of the document.
  markdown.core.ruler.disable('strip_references');
  normalizeWhereNeeded(markdown);
  boundedInline(markdown);
  autolinks(markdown);
  links(markdown);
  lineBreaks(markdown);
  maths(markdown);
  shortcodes(markdown);
  callouts(markdown);
  divs(markdown);
  footnotes(markdown);
  citations(markdown);
  wikilinks(markdown);
  spans(markdown);
  taskLists(markdown);
  attributes(markdown);
  rememberPositions(markdown);
  dispatchInline(markdown);
  plainTokens(markdown);
  return markdown;
}

export const grammar: MarkdownIt = build();
