/** The line at the head of each printed page: who, and what. Browsers know no way to set it but a style. */
import type { SiteDocument, SiteModel } from './model.ts';

/** A `<style>` for paper alone; the first page, which bears the title itself, has no such line. */
export function runningTitle(model: SiteModel, document: SiteDocument): string {
  const author = document.author || model.portfolio.author;
  const words = [author, document.title].filter((part) => part !== '').join(' · ');
  const face = 'font:9pt Georgia,serif;color:#555';
  return `<style media="print">@page{@top-center{content:${cssString(words)};${face}}}@page :first{@top-center{content:none}}</style>`;
}

/**
 * A string of CSS (CSS Syntax 3, 4.3.5): every sign that could end the string, the line or the
 * element is written as its number.
 */
function cssString(text: string): string {
  const short = text.length > 110 ? `${text.slice(0, 109)}…` : text;
  const safe = [...short].map((sign) =>
    /[\p{L}\p{N} .,;:!?·…()–—’“”-]/u.test(sign) ? sign : `\\${(sign.codePointAt(0) ?? 32).toString(16)} `,
  );
  return `"${safe.join('')}"`;
}
