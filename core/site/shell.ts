/** The frame that every page shares: head, navigation, footer. */
import { type Kind, nameOfKind } from '#core/document/kind.ts';
import { cardHeight, cardWidth } from './card.ts';
import { escapeHtml, relativeAddress, safeAddress, scriptJson } from './escape.ts';
import { listOutput, type NavigationEntry, navigation, type SiteModel } from './model.ts';
import type { FrontSection } from './theme.ts';

/** What the pages know about the site as a whole; made once for each export. */
export interface SiteFrame {
  /** Output of the picture that was drawn for a page, or null where there is none. */
  readonly cardOf: (head: Pick<PageHead, 'output' | 'name' | 'title'>) => string | null;
  readonly model: SiteModel;
  readonly navigation: readonly NavigationEntry[];
  /** Files of the theme that pages link to, as outputs: `theme/style.css`. */
  readonly styles: readonly string[];
  /** Fonts worth asking for before the style sheet is read. */
  readonly preload: readonly string[];
  /** Sections of the front page, in the theme's order. */
  readonly front: readonly FrontSection[];
  /** Style sheet for formulas, linked only by pages that hold one. */
  readonly mathsStyles: readonly string[];
  readonly feeds: readonly { readonly output: string; readonly type: string; readonly title: string }[];
}

export function siteFrame(model: SiteModel, theme: Omit<SiteFrame, 'model' | 'navigation'>): SiteFrame {
  return { model, navigation: navigation(model), ...theme };
}

export interface PageHead {
  /** Path of the page in the site. */
  readonly output: string;
  /** Without the site's name. */
  readonly title: string;
  readonly description: string;
  /** Class of the body: which page this is, for the theme. */
  readonly name: 'front' | 'document' | 'list' | 'tag' | 'tags' | 'archive' | 'not-found';
  readonly usesMaths?: boolean;
  readonly type?: 'website' | 'article';
  /** Output of a picture for previews where none was drawn, or null. */
  readonly picture?: string | null;
  /** Further `<meta>` and `<link>` elements, one to a line, each escaped already. */
  readonly extra?: readonly string[];
  /** JSON-LD, or absent. */
  readonly data?: unknown;
  readonly author?: string;
  readonly published?: string | null;
  readonly changed?: string | null;
  /** Pages that search engines should not list. */
  readonly hidden?: boolean;
  /** True for the one page that runs a script of the site: the one with the search. */
  readonly runsScript?: boolean;
  /** Outputs of style sheets beside the theme's. */
  readonly styles?: readonly string[];
}

/**
 * No script is allowed on the site, and nothing is fetched from elsewhere; formulas carry their
 * measures in style attributes. The policy stands in the page, since the site has no server of its own.
 */
export const contentPolicy =
  "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
  "script-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'";

/** The page with the search runs the site's own scripts, and nothing that stands in the page. */
export const searchPolicy = contentPolicy.replace("script-src 'none'", "script-src 'self'");

/** Absolute address of an output, or null when the site has none yet. */
export function absoluteAddress(model: SiteModel, output: string): string | null {
  const { url } = model.portfolio;
  if (url === null) return null;
  const path = output === 'index.html' ? '' : output.replace(/\/index\.html$/, '/');
  return `${url}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

export function renderPage(frame: SiteFrame, head: PageHead, main: string): string {
  const { portfolio } = frame.model;
  const to = (output: string) => escapeHtml(relativeAddress(head.output, output));
  const title = head.name === 'front' ? head.title : `${head.title} · ${portfolio.title}`;
  const address = absoluteAddress(frame.model, head.output);
  const lines: string[] = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${head.runsScript ? searchPolicy : contentPolicy}">`,
    '<meta name="referrer" content="strict-origin-when-cross-origin">',
    `<title>${escapeHtml(title)}</title>`,
  ];
  const meta = (name: string, content: string) => {
    if (content !== '') lines.push(`<meta name="${name}" content="${escapeHtml(content)}">`);
  };
  const property = (name: string, content: string) => {
    if (content !== '') lines.push(`<meta property="${name}" content="${escapeHtml(content)}">`);
  };
  meta('description', head.description);
  meta('author', head.author ?? portfolio.author);
  meta('color-scheme', 'light dark');
  meta('generator', 'Legible');
  if (head.hidden) meta('robots', 'noindex');
  // From a disk a preload is refused, so it is asked for only where the site has an address.
  for (const font of address === null ? [] : frame.preload) {
    lines.push(`<link rel="preload" href="${to(font)}" as="font" type="font/woff2" crossorigin>`);
  }
  const theme = head.usesMaths ? [...frame.mathsStyles, ...frame.styles] : frame.styles;
  const styles = [...theme, ...(head.styles ?? [])];
  for (const style of styles) lines.push(`<link rel="stylesheet" href="${to(style)}">`);
  lines.push(`<link rel="icon" type="image/svg+xml" href="${to('icon.svg')}">`);
  for (const feed of frame.feeds) {
    lines.push(
      `<link rel="alternate" type="${feed.type}" title="${escapeHtml(feed.title)}" href="${to(feed.output)}">`,
    );
  }
  if (address !== null && !head.hidden) lines.push(`<link rel="canonical" href="${escapeHtml(address)}">`);
  property('og:type', head.type ?? 'website');
  property('og:title', head.title);
  property('og:description', head.description);
  property('og:site_name', portfolio.title);
  if (address !== null && !head.hidden) property('og:url', address);
  if (head.type === 'article') {
    property('article:published_time', head.published ?? '');
    property('article:modified_time', head.changed ?? '');
  }
  const card = head.hidden ? null : frame.cardOf(head);
  const shown = card ?? head.picture ?? null;
  const picture = shown === null ? null : absoluteAddress(frame.model, shown);
  if (picture !== null) {
    property('og:image', picture);
    if (card !== null) {
      property('og:image:width', String(cardWidth));
      property('og:image:height', String(cardHeight));
      property('og:image:alt', head.title);
    }
  }
  meta('twitter:card', picture === null ? 'summary' : 'summary_large_image');
  lines.push(...(head.extra ?? []));
  if (head.data !== undefined)
    lines.push(`<script type="application/ld+json">${scriptJson(head.data)}</script>`);

  return `<!DOCTYPE html>
<html lang="${escapeHtml(portfolio.language)}">
<head>
${lines.join('\n')}
</head>
<body class="page-${head.name}">
<a class="skip" href="#main">Skip to the text</a>
${siteHeader(frame, head)}
<main id="main" tabindex="-1">
${main}
</main>
${siteFooter(frame, head.output)}
</body>
</html>
`;
}

function siteHeader(frame: SiteFrame, head: PageHead): string {
  const to = (output: string) => escapeHtml(relativeAddress(head.output, output));
  const entries = frame.navigation.map((entry) => {
    const current = entry.output === head.output ? ' aria-current="page"' : '';
    return `<li><a href="${to(entry.output)}"${current}>${escapeHtml(entry.name)}</a></li>`;
  });
  const home = head.output === 'index.html' ? ' aria-current="page"' : '';
  return `<header class="site-header">
<a class="site-name" href="${to('index.html')}"${home}>${escapeHtml(frame.model.portfolio.title)}</a>
${entries.length === 0 ? '' : `<nav aria-label="Site"><ul>${entries.join('')}</ul></nav>`}
</header>`;
}

function siteFooter(frame: SiteFrame, output: string): string {
  const { model } = frame;
  const { portfolio } = model;
  const to = (target: string) => escapeHtml(relativeAddress(output, target));
  const places = [
    `<li><a href="${to('archive.html')}">Everything, by date</a></li>`,
    // Hidden by the style where no script runs, and so no search is.
    `<li class="needs-script"><a href="${to('archive.html')}#search">Search</a></li>`,
    ...(model.tags.length > 0 ? [`<li><a href="${to('tags/index.html')}">Tags</a></li>`] : []),
    `<li><a href="${to('feed.xml')}">Feed</a></li>`,
  ];
  const links = portfolioLinks(model, output).filter((link) => !link.includes(`href="${to('feed.xml')}"`));
  const licence = portfolio.licence === '' ? '' : `<p class="licence">${escapeHtml(portfolio.licence)}</p>`;
  return `<footer class="site-footer">
<p class="site-footer-name">${escapeHtml(portfolio.author === '' ? portfolio.title : portfolio.author)}</p>
<ul>${[...places, ...links].join('')}</ul>
${licence}</footer>`;
}

/** The links of portfolio.yml as list items; an address that may not be followed is left out. */
export function portfolioLinks(model: SiteModel, output: string): string[] {
  const { portfolio } = model;
  const links = [...portfolio.links];
  if (portfolio.email !== null) links.push({ name: portfolio.email, url: `mailto:${portfolio.email}` });
  if (portfolio.orcid !== null) links.push({ name: 'ORCID', url: `https://orcid.org/${portfolio.orcid}` });
  return links.flatMap((link) => {
    const address = safeAddress(link.url);
    if (address === null || address === '') return [];
    const outside = /^(https?:|mailto:)/i.test(address);
    const href = outside
      ? address
      : relativeAddress(output, decodeURIComponentSafely(address.replace(/^\.?\//, '')));
    return [
      `<li><a href="${escapeHtml(href)}"${outside ? ' rel="me"' : ''}>${escapeHtml(link.name)}</a></li>`,
    ];
  });
}

export function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** "Post", linked to its list. */
export function kindLink(kind: Kind, from: string): string {
  if (kind === 'page') return '';
  return `<a href="${escapeHtml(relativeAddress(from, listOutput(kind)))}">${escapeHtml(nameOfKind[kind].one)}</a>`;
}
