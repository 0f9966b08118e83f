/**
 * The engines that set formulas and colour code. They are loaded when the first formula or the
 * first code block asks for them, and never when all of it is known from the cache.
 */
import { escapeHtml } from '#core/site/escape.ts';

type Katex = typeof import('katex').default;
type Highlight = typeof import('highlight.js').default;

export interface MathsResult {
  readonly html: string;
  readonly error: string | null;
}

let katex: Katex | null = null;
let highlight: Highlight | null = null;

async function loadMaths(): Promise<void> {
  katex ??= (await import('katex')).default;
}

async function loadHighlight(): Promise<void> {
  highlight ??= (await import('highlight.js/lib/common')).default;
}

/** Longer formulas are shown as their source: no formula is, and one that large could keep the engine busy. */
const longestFormula = 10_000;
const longestCode = 200_000;

/** Thrown when a piece is not in the cache and its engine is not loaded: load it and render again. */
export class EngineNeeded extends Error {
  constructor(readonly load: () => Promise<void>) {
    super('An engine is needed.');
  }
}

/** Throws `EngineNeeded`, and nothing else. */
export function setFormula(tex: string, display: boolean): MathsResult {
  if (katex === null) throw new EngineNeeded(loadMaths);
  const source = `<code class="maths-error">${escapeHtml(tex)}</code>`;
  if (tex.length > longestFormula) return { html: source, error: 'it is too long.' };
  try {
    const html = katex.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxExpand: 500,
      maxSize: 50,
      output: 'htmlAndMathml',
    });
    return { html, error: null };
  } catch (error) {
    const message =
      error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : 'unknown error';
    return { html: source, error: message.slice(0, 160) };
  }
}

/** Null for a language that is not known. Throws `EngineNeeded`. */
export function colourCode(text: string, language: string): string | null {
  if (highlight === null) throw new EngineNeeded(loadHighlight);
  if (text.length > longestCode || highlight.getLanguage(language) === undefined) return null;
  return highlight.highlight(text, { language, ignoreIllegals: true }).value;
}

/** Which of KaTeX's fonts a formula's HTML asks for, by the classes of its style sheet. */
export function fontsOf(html: string): string[] {
  const fonts = new Set(['KaTeX_Main-Regular', 'KaTeX_Math-Italic']);
  for (const [, name = ''] of html.matchAll(fontClass)) {
    for (const font of fontsByClass[name] ?? []) fonts.add(font);
  }
  return [...fonts];
}

const sized = ['KaTeX_Size1-Regular', 'KaTeX_Size2-Regular', 'KaTeX_Size3-Regular', 'KaTeX_Size4-Regular'];
const sansSerif = ['KaTeX_SansSerif-Regular', 'KaTeX_SansSerif-Bold', 'KaTeX_SansSerif-Italic'];
const fraktur = ['KaTeX_Fraktur-Regular', 'KaTeX_Fraktur-Bold'];

const fontsByClass: Readonly<Record<string, readonly string[]>> = {
  delimsizing: sized,
  'delim-size1': sized,
  'delim-size4': sized,
  'small-op': ['KaTeX_Size1-Regular'],
  'large-op': ['KaTeX_Size2-Regular'],
  size1: ['KaTeX_Size1-Regular'],
  size2: ['KaTeX_Size2-Regular'],
  size3: ['KaTeX_Size3-Regular'],
  size4: ['KaTeX_Size4-Regular'],
  amsrm: ['KaTeX_AMS-Regular'],
  mathbb: ['KaTeX_AMS-Regular'],
  textbb: ['KaTeX_AMS-Regular'],
  mathcal: ['KaTeX_Caligraphic-Regular', 'KaTeX_Caligraphic-Bold'],
  mathfrak: fraktur,
  textfrak: fraktur,
  mathboldfrak: fraktur,
  textboldfrak: fraktur,
  mathscr: ['KaTeX_Script-Regular'],
  textscr: ['KaTeX_Script-Regular'],
  mathsf: sansSerif,
  textsf: sansSerif,
  mathboldsf: sansSerif,
  textboldsf: sansSerif,
  mathitsf: sansSerif,
  mathsfit: sansSerif,
  textitsf: sansSerif,
  mathtt: ['KaTeX_Typewriter-Regular'],
  texttt: ['KaTeX_Typewriter-Regular'],
  mathbf: ['KaTeX_Main-Bold', 'KaTeX_Main-BoldItalic'],
  textbf: ['KaTeX_Main-Bold', 'KaTeX_Main-BoldItalic'],
  mathit: ['KaTeX_Main-Italic', 'KaTeX_Main-BoldItalic'],
  textit: ['KaTeX_Main-Italic', 'KaTeX_Main-BoldItalic'],
  boldsymbol: ['KaTeX_Math-BoldItalic', 'KaTeX_Main-Bold'],
};

const fontClass = new RegExp(`[" ](${Object.keys(fontsByClass).join('|')})(?=[" ])`, 'g');
