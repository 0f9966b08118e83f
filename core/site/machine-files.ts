/** Files for machines that read the site as a whole: sitemap, robots.txt, llms.txt, the icon. */
import { nameOfKind } from '#core/document/kind.ts';
import { machineDate } from './dates.ts';
import { encodePath, escapeXml } from './escape.ts';
import { listOutput, type SiteDocument, type SiteModel } from './model.ts';
import { absoluteAddress } from './shell.ts';

/**
 * Sitemap (sitemaps.org, 0.9). The protocol wants absolute addresses; without a `url` in
 * portfolio.yml they are relative, to be completed by whoever puts the site up.
 */
export function sitemap(model: SiteModel): string {
  const address = (output: string) => absoluteAddress(model, output) ?? encodePath(output);
  const entry = (output: string, changed: string | null) => {
    const day = changed === null ? null : machineDate(changed);
    const lastmod = day === null || day.length < 10 ? '' : `<lastmod>${day}</lastmod>`;
    return `<url><loc>${escapeXml(address(output))}</loc>${lastmod}</url>`;
  };
  const newest = model.documents.map(lastChange).sort().at(-1) ?? null;
  const lines = [
    entry('index.html', newest === '' ? null : newest),
    ...[...model.byKind.keys()]
      .filter((kind) => kind !== 'page')
      .map((kind) => entry(listOutput(kind), null)),
    ...model.documents.map((document) => entry(document.output, lastChange(document) || null)),
    entry('archive.html', null),
    ...(model.tags.length > 0 ? [entry('tags/index.html', null)] : []),
    ...model.tags.map((tag) => entry(tag.output, null)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</urlset>
`;
}

/** The later of date and last change, or empty. */
export function lastChange(document: Pick<SiteDocument, 'date' | 'updated'>): string {
  return [document.date ?? '', document.updated ?? ''].sort().at(-1) ?? '';
}

export function robots(model: SiteModel): string {
  const address = absoluteAddress(model, 'sitemap.xml');
  return `User-agent: *\nAllow: /\n${address === null ? '' : `\nSitemap: ${address}\n`}`;
}

/** A table of contents for language models (llmstxt.org). */
export function llmsText(model: SiteModel): string {
  const { portfolio } = model;
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  const parts = [`# ${plain(portfolio.title)}`];
  if (portfolio.tagline !== '') parts.push(`> ${plain(portfolio.tagline)}`);
  if (portfolio.about !== '') parts.push(plain(portfolio.about));
  for (const [kind, documents] of model.byKind) {
    const lines = documents.map((document) => {
      const address = absoluteAddress(model, document.output) ?? encodePath(document.output);
      const summary = document.summary === '' ? '' : `: ${plain(document.summary)}`;
      return `- [${plain(document.title).replace(/[[\]]/g, '\\$&')}](${address})${summary}`;
    });
    parts.push(`## ${nameOfKind[kind].many}\n\n${lines.join('\n')}`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** The site's icon: the first letter of its name, in the colours of the page. */
export function iconSvg(model: SiteModel): string {
  const letter =
    /[\p{L}\p{N}]/u.exec(model.portfolio.author || model.portfolio.title)?.[0]?.toUpperCase() ?? 'L';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><style>rect{fill:#23201b}text{fill:#fdfbf6}@media (prefers-color-scheme:dark){rect{fill:#e9e3d7}text{fill:#221f1b}}</style><rect width="64" height="64" rx="12"/><text x="32" y="46" font-family="Source Serif 4,Georgia,serif" font-size="42" text-anchor="middle">${escapeXml(letter)}</text></svg>
`;
}
