/** What a reader may take home from a page, where the writer says so: its Markdown, its drawings. */
import { isDrawing } from '#core/figure/name.ts';
import { encodePath, escapeHtml, relativePath } from './escape.ts';
import type { SiteDocument, SiteModel } from './model.ts';

/** `downloads` in the front matter, else in portfolio.yml; nothing is given away unasked. */
export function givesSources(model: SiteModel, document: SiteDocument): boolean {
  return document.downloads ?? model.portfolio.downloads;
}

/** Where a document's Markdown stands: beside its page. */
export function markdownOutput(document: SiteDocument): string {
  return document.output.replace(/\.html$/, '.md');
}

/** Where the Excalidraw scene of a drawing stands: `figures/loop.excalidraw`. */
export function sceneOutput(drawing: string): string {
  return drawing.replace(/\.svg$/i, '');
}

/** The drawings among the files that a page shows. */
export function drawingsAmong(assets: readonly string[]): string[] {
  return assets.filter((path) => isDrawing(path)).sort();
}

/** A line of links for the foot of a page, or nothing. */
export function downloadsHtml(model: SiteModel, document: SiteDocument, assets: readonly string[]): string {
  if (!givesSources(model, document)) return '';
  const link = (output: string, name: string) =>
    `<a href="${escapeHtml(encodePath(relativePath(document.output, output)))}" download>${escapeHtml(name)}</a>`;
  const links = [
    link(markdownOutput(document), 'this text in Markdown'),
    ...drawingsAmong(assets).map((path) => link(sceneOutput(path), sceneOutput(path).replace(/^.*\//, ''))),
  ];
  return `<p class="downloads">Sources: ${links.join(', ')}</p>`;
}
