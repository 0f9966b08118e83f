/** The person's own publications, from a bibliography: newest first, each with its BibTeX. */
import type { BibEntry, Bibliography } from '#core/references/bibtex.ts';
import { compareEntries, referenceHtml, referenceId, yearOf } from '#core/references/style.ts';
import { escapeHtml } from './escape.ts';
import { publicationsOutput } from './model.ts';
import { renderPage, type SiteFrame } from './shell.ts';

export function publicationsPage(frame: SiteFrame, bibliography: Bibliography): string {
  const years = new Map<string, BibEntry[]>();
  for (const entry of [...bibliography.entries.values()].sort(compareEntries)) {
    const list = years.get(yearOf(entry));
    if (list === undefined) years.set(yearOf(entry), [entry]);
    else list.push(entry);
  }
  const newest = [...years].sort(([a], [b]) => (a < b ? 1 : -1));
  const sections = newest.map(
    ([year, entries]) => `<section class="publications-year">
<h2>${escapeHtml(year)}</h2>
<ul>
${entries.map(itemHtml).join('\n')}
</ul>
</section>`,
  );
  const main = `<header class="list-header">
<h1>Publications</h1>
</header>
<div class="publications">
${sections.length === 0 ? '<p>None yet.</p>' : sections.join('\n')}
</div>`;
  const { author, title } = frame.model.portfolio;
  return renderPage(
    frame,
    {
      output: publicationsOutput,
      name: 'list',
      title: 'Publications',
      description: `Publications by ${author || title}.`,
    },
    main,
  );
}

function itemHtml(entry: BibEntry): string {
  return `<li id="${referenceId(entry.key)}">${referenceHtml(entry, '')}
<details class="cite-this"><summary>BibTeX</summary>
<pre tabindex="0"><code>${escapeHtml(entry.source)}</code></pre>
</details></li>`;
}
