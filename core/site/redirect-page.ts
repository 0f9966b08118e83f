/** A page at an old address that leads on to the new one, without a script. */
import { escapeHtml, relativeAddress } from './escape.ts';
import type { SiteDocument } from './model.ts';
import { absoluteAddress, type SiteFrame } from './shell.ts';

export function redirectPage(frame: SiteFrame, document: SiteDocument, output: string): string {
  const target = escapeHtml(relativeAddress(output, document.output));
  const address = absoluteAddress(frame.model, document.output);
  const title = escapeHtml(document.title);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(frame.model.portfolio.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta http-equiv="refresh" content="0; url=${target}">
<title>${title}</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
${address === null ? '' : `<link rel="canonical" href="${escapeHtml(address)}">\n`}</head>
<body>
<main>
<h1>This page has moved</h1>
<p><a href="${target}">${title}</a></p>
</main>
</body>
</html>
`;
}
