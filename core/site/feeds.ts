/** Feeds with the full text: Atom always, RSS and JSON where the site has an address. */
import { rssDate, timestamp } from './dates.ts';
import { escapeXml } from './escape.ts';
import { lastChange } from './machine-files.ts';
import type { SiteDocument, SiteModel } from './model.ts';
import { absoluteAddress } from './shell.ts';

/** How many of the newest documents a feed carries. */
export const feedLength = 20;

export interface FeedItem {
  readonly document: SiteDocument;
  /** Body with addresses relative to the site's root, or absolute where it has an address. */
  readonly html: string;
}

/** The documents that go into feeds: newest first, dated ones only, no pages. */
export function feedDocuments(model: SiteModel): SiteDocument[] {
  return model.documents
    .filter(
      (document) => document.kind !== 'page' && document.date !== null && timestamp(document.date) !== null,
    )
    .slice(0, feedLength);
}

/**
 * Makes the addresses of a body hold outside its page. Without a `url` they become relative to the
 * folder of the feed, which stands at the top of the site.
 */
export function feedHtml(model: SiteModel, document: SiteDocument, html: string): string {
  const { url } = model.portfolio;
  const folders = document.output.split('/').slice(0, -1);
  return html
    .replace(/<span class="sidenote"[\s\S]*?<!--\/sidenote--><\/span>/g, '')
    .replace(/ (href|src)="([^"]*)"/g, (whole, attribute: string, address: string) => {
      if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(address)) return whole;
      const joined = address.startsWith('#')
        ? `${document.output}${address}`
        : [...folders, address].join('/').replace(/^\.\//, '');
      const path = withoutDots(joined);
      return ` ${attribute}="${url === null ? path : `${url}/${path}`}"`;
    });
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
  }
  return kept.join('/');
}

/** Atom 1.0 (RFC 4287). Ids hold even when the site has no address yet. */
export function atomFeed(model: SiteModel, items: readonly FeedItem[]): string {
  const { portfolio } = model;
  const home = absoluteAddress(model, 'index.html');
  const self = absoluteAddress(model, 'feed.xml');
  const changes = items.map(({ document }) => timestamp(lastChange(document)) ?? '').sort();
  const entries = items.map(({ document, html }) => {
    const address =
      absoluteAddress(model, document.output) ?? document.output.split('/').map(encodeURIComponent).join('/');
    const date = timestamp(document.date ?? '') ?? '1970-01-01T00:00:00Z';
    const author =
      document.author === '' ? '' : `\n<author><name>${escapeXml(document.author)}</name></author>`;
    const summary = document.summary === '' ? '' : `\n<summary>${escapeXml(document.summary)}</summary>`;
    const tags = [...new Set(document.tags)].map((tag) => `\n<category term="${escapeXml(tag)}"/>`).join('');
    return `<entry>
<title>${escapeXml(document.title)}</title>
<link rel="alternate" type="text/html" href="${escapeXml(address)}"/>
<id>${escapeXml(absoluteAddress(model, document.output) ?? stableId(`${portfolio.title}\n${document.output}`))}</id>
<published>${date}</published>
<updated>${timestamp(lastChange(document)) ?? date}</updated>${author}${summary}${tags}
<content type="html">${escapeXml(html)}</content>
</entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(portfolio.language)}">
<title>${escapeXml(portfolio.title)}</title>
${portfolio.tagline === '' ? '' : `<subtitle>${escapeXml(portfolio.tagline)}</subtitle>\n`}<link rel="alternate" type="text/html" href="${escapeXml(home ?? 'index.html')}"/>
<link rel="self" type="application/atom+xml" href="${escapeXml(self ?? 'feed.xml')}"/>
<id>${escapeXml(home ?? stableId(portfolio.title))}</id>
<updated>${changes.at(-1) || '1970-01-01T00:00:00Z'}</updated>
<author><name>${escapeXml(portfolio.author || portfolio.title)}</name></author>
${entries.join('\n')}
</feed>
`;
}

/** RSS 2.0. Its links must be absolute, so it is only made for a site with a `url`. */
export function rssFeed(model: SiteModel, items: readonly FeedItem[]): string {
  const { portfolio } = model;
  const address = (output: string) => escapeXml(absoluteAddress(model, output) ?? output);
  const entries = items.map(
    ({ document, html }) => `<item>
<title>${escapeXml(document.title)}</title>
<link>${address(document.output)}</link>
<guid isPermaLink="true">${address(document.output)}</guid>
<pubDate>${rssDate(document.date ?? '') ?? ''}</pubDate>
<description>${escapeXml(html)}</description>
</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeXml(portfolio.title)}</title>
<link>${address('index.html')}</link>
<description>${escapeXml(portfolio.tagline || portfolio.title)}</description>
<language>${escapeXml(portfolio.language)}</language>
<atom:link rel="self" type="application/rss+xml" href="${address('rss.xml')}"/>
${entries.join('\n')}
</channel>
</rss>
`;
}

/** JSON Feed 1.1. */
export function jsonFeed(model: SiteModel, items: readonly FeedItem[]): string {
  const { portfolio } = model;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: portfolio.title,
    home_page_url: absoluteAddress(model, 'index.html'),
    feed_url: absoluteAddress(model, 'feed.json'),
    description: portfolio.tagline,
    language: portfolio.language,
    authors: [{ name: portfolio.author || portfolio.title }],
    items: items.map(({ document, html }) => ({
      id: absoluteAddress(model, document.output),
      url: absoluteAddress(model, document.output),
      title: document.title,
      content_html: html,
      summary: document.summary,
      date_published: timestamp(document.date ?? ''),
      date_modified: timestamp(lastChange(document)),
      tags: [...new Set(document.tags)],
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** A `urn:uuid:` made from text alone, the same on every machine (four rounds of FNV-1a; no secret is kept by it). */
function stableId(text: string): string {
  let hex = '';
  for (let round = 0; round < 4; round++) {
    let hash = 0x811c9dc5 ^ (round * 0x9e3779b1);
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hex += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
