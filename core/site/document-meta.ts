/** What a document's page tells machines: citation tags for scholarly search, JSON-LD. */
import type { Kind } from '#core/document/kind.ts';
import { machineDate } from './dates.ts';
import { escapeHtml } from './escape.ts';
import type { SiteDocument, SiteModel } from './model.ts';
import { absoluteAddress } from './shell.ts';

const schemaOfKind: Readonly<Record<Kind, string>> = {
  post: 'BlogPosting',
  proposal: 'ScholarlyArticle',
  project: 'CreativeWork',
  note: 'BlogPosting',
  page: 'WebPage',
};

/** Highwire tags, as Google Scholar's inclusion guidelines ask for them. */
export function documentMeta(model: SiteModel, document: SiteDocument): string[] {
  if (document.kind === 'page') return [];
  const author = document.author || model.portfolio.author;
  const date = document.date === null ? null : machineDate(document.date);
  const address = absoluteAddress(model, document.output);
  const tags: [string, string | null][] = [
    ['citation_title', document.title],
    ['citation_author', author],
    ['citation_publication_date', date?.replaceAll('-', '/') ?? null],
    ['citation_language', model.portfolio.language],
    ['citation_fulltext_html_url', address],
    ...[...new Set(document.tags)].map((tag): [string, string] => ['citation_keywords', tag]),
  ];
  return tags.flatMap(([name, content]) =>
    content === null || content === '' ? [] : [`<meta name="${name}" content="${escapeHtml(content)}">`],
  );
}

/** JSON-LD (schema.org) for a document. */
export function documentData(model: SiteModel, document: SiteDocument, words: number): unknown {
  const { portfolio } = model;
  const address = absoluteAddress(model, document.output);
  const author = document.author || portfolio.author;
  return {
    '@context': 'https://schema.org',
    '@type': schemaOfKind[document.kind],
    headline: document.title,
    ...(document.summary === '' ? {} : { description: document.summary }),
    ...(author === '' ? {} : { author: personData(model, author) }),
    ...(document.date === null ? {} : { datePublished: document.date }),
    ...(document.updated === null ? {} : { dateModified: document.updated }),
    ...(document.tags.length === 0 ? {} : { keywords: document.tags.join(', ') }),
    ...(document.kind === 'page' ? {} : { wordCount: words }),
    inLanguage: portfolio.language,
    ...(address === null ? {} : { url: address, mainEntityOfPage: address }),
  };
}

/** The person behind the site, or another author by name alone. */
export function personData(model: SiteModel, name: string): unknown {
  const { portfolio } = model;
  const home = absoluteAddress(model, 'index.html');
  if (name !== portfolio.author) return { '@type': 'Person', name };
  return {
    '@type': 'Person',
    name,
    ...(home === null ? {} : { url: home }),
    ...(portfolio.orcid === null ? {} : { sameAs: [`https://orcid.org/${portfolio.orcid}`] }),
    ...(portfolio.affiliation === null
      ? {}
      : { affiliation: { '@type': 'Organization', name: portfolio.affiliation } }),
  };
}

/** JSON-LD for the front page: the person and the site. */
export function frontData(model: SiteModel): unknown {
  const { portfolio } = model;
  const home = absoluteAddress(model, 'index.html');
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        ...(personData(model, portfolio.author) as object),
        ...(portfolio.tagline === '' ? {} : { description: portfolio.tagline }),
      },
      {
        '@type': 'WebSite',
        name: portfolio.title,
        inLanguage: portfolio.language,
        ...(home === null ? {} : { url: home }),
      },
    ],
  };
}
