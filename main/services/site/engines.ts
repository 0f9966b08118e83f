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
  const fonts = new Set<string>();
  for (const [pattern, names] of fontsByClass) {
    if (pattern.test(html)) for (const name of names) fonts.add(name);
  }
  return [...fonts];
}

const fontsByClass: readonly (readonly [RegExp, readonly string[]])[] = [
  [/class="katex"/, ['KaTeX_Main-Regular', 'KaTeX_Math-Italic']],
  [/size1|op-symbol small-op|delimsizing/, ['KaTeX_Size1-Regular']],
  [/size2|large-op|delimsizing/, ['KaTeX_Size2-Regular']],
  [/size3|delimsizing/, ['KaTeX_Size3-Regular']],
  [/size4|delimsizing|delim-size4/, ['KaTeX_Size4-Regular']],
  [/delim-size1/, ['KaTeX_Size1-Regular']],
  [/amsrm|mathbb|textbb/, ['KaTeX_AMS-Regular']],
  [/mathcal/, ['KaTeX_Caligraphic-Regular', 'KaTeX_Caligraphic-Bold']],
  [/mathfrak|textfrak|mathboldfrak|textboldfrak/, ['KaTeX_Fraktur-Regular', 'KaTeX_Fraktur-Bold']],
  [/mathscr|textscr/, ['KaTeX_Script-Regular']],
  [
    /mathsf|textsf|mathboldsf|mathitsf|textboldsf|textitsf/,
    ['KaTeX_SansSerif-Regular', 'KaTeX_SansSerif-Bold', 'KaTeX_SansSerif-Italic'],
  ],
  [/mathtt|texttt/, ['KaTeX_Typewriter-Regular']],
  [/mathbf|textbf/, ['KaTeX_Main-Bold', 'KaTeX_Main-BoldItalic']],
  [/mathit|textit|mainrm/, ['KaTeX_Main-Italic', 'KaTeX_Main-BoldItalic']],
  [/boldsymbol/, ['KaTeX_Math-BoldItalic', 'KaTeX_Main-Bold']],
];
