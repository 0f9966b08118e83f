/** The front page: who this is, what they work on, and the works that show it. */
import { nameOfKind } from '#core/document/kind.ts';
import { frontData } from './document-meta.ts';
import { escapeHtml, relativeAddress } from './escape.ts';
import { dotted, statusHtml, timeHtml, workItem } from './list-pages.ts';
import type { ChosenWork, SiteDocument } from './model.ts';
import { pictureHtml } from './picture.ts';
import type { RenderedPicture } from './rendered.ts';
import { portfolioLinks, renderPage, type SiteFrame } from './shell.ts';

/** How many of the other documents the front page lists. */
const newestShown = 6;

/**
 * `aboutHtml` is the portfolio's `about`, rendered; `pictureOf` answers the figure of a chosen work,
 * or null where it has none.
 */
export function frontPage(
  frame: SiteFrame,
  aboutHtml: string,
  pictureOf: (work: ChosenWork) => RenderedPicture | null,
): string {
  const output = 'index.html';
  const { model } = frame;
  const { portfolio } = model;
  const links = portfolioLinks(model, output);
  const hero = `<header class="front-header">
<h1>${escapeHtml(portfolio.author || portfolio.title)}</h1>
${portfolio.affiliation === null ? '' : `<p class="affiliation">${escapeHtml(portfolio.affiliation)}</p>\n`}${portfolio.tagline === '' ? '' : `<p class="tagline">${escapeHtml(portfolio.tagline)}</p>\n`}${aboutHtml === '' ? '' : `<div class="about prose">\n${aboutHtml}\n</div>\n`}${links.length === 0 ? '' : `<ul class="front-links">${links.join('')}</ul>\n`}</header>`;
  const works = model.chosen.map((work, index) => chosenHtml(work, pictureOf(work), index, output));
  const chosen =
    works.length === 0
      ? ''
      : `<section class="chosen" aria-labelledby="chosen">
<h2 id="chosen">${model.chosenByHand ? 'Chosen work' : 'Newest work'}</h2>
${works.join('\n')}
</section>`;
  const shown = new Set<SiteDocument>(model.chosen.map((work) => work.document));
  const others = model.documents.filter((document) => document.kind !== 'page' && !shown.has(document));
  const rest = others.slice(0, newestShown).map((document) => workItem(document, output, 3));
  const newest =
    rest.length === 0
      ? ''
      : `<section class="newest" aria-labelledby="newest">
<h2 id="newest">${model.chosenByHand ? 'More, newest first' : 'Before that'}</h2>
<ul class="works">
${rest.join('\n')}
</ul>
${others.length > newestShown ? '<p class="more"><a href="archive.html">Everything, by date</a></p>\n' : ''}</section>`;
  const empty =
    works.length + rest.length === 0
      ? '<p class="nothing-yet">The first piece is still being written.</p>'
      : '';
  return renderPage(
    frame,
    {
      output,
      name: 'front',
      title: portfolio.title,
      description: portfolio.tagline || `The work of ${portfolio.author || portfolio.title}.`,
      data: frontData(model),
    },
    [hero, chosen, newest, empty].filter((part) => part !== '').join('\n'),
  );
}

function chosenHtml(work: ChosenWork, picture: RenderedPicture | null, index: number, from: string): string {
  const { document } = work;
  const href = escapeHtml(relativeAddress(from, document.output));
  const facts = [escapeHtml(nameOfKind[document.kind].one), timeHtml(document.date), statusHtml(document)];
  // The picture repeats where the title leads; to a screen reader one link is enough.
  const figure =
    picture === null
      ? ''
      : `\n<a class="chosen-figure" href="${href}" tabindex="-1" aria-hidden="true">${pictureHtml({ ...picture, alt: '' }, from, index === 0)}</a>`;
  return `<article class="chosen-work${picture === null ? ' without-figure' : ''}">
<div class="chosen-words">
<h3><a href="${href}">${escapeHtml(document.title)}</a></h3>
${work.sentence === '' ? '' : `<p class="work-summary">${escapeHtml(work.sentence)}</p>\n`}<p class="work-facts">${dotted(facts)}</p>
</div>${figure}
</article>`;
}
