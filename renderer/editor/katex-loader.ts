/**
 * KaTeX, loaded when the first formula comes on the screen. What it drew is kept by its TeX, and each
 * place gets a copy: a formula that is seen again costs next to nothing.
 */
import type { KatexOptions } from 'katex';

type Engine = { render(tex: string, element: HTMLElement, options?: KatexOptions): void };

/** Nothing in a document may reach out of its formula: no trust, and bounded macros and sizes. */
const options: KatexOptions = {
  trust: false,
  strict: 'ignore',
  maxExpand: 500,
  maxSize: 20,
  output: 'htmlAndMathml',
};

const longest = 20_000;
const kept = 2000;
const drawn = new Map<string, HTMLElement>();
const failures = new Map<string, string>();
let engine: Engine | null = null;
let loading: Promise<Engine> | null = null;

function load(): Promise<Engine> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([module]) => {
    engine = module.default;
    return engine;
  });
  return loading;
}

/** The first sentence of KaTeX's message, without the position marks that it draws into it. */
function plainMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^KaTeX parse error:\s*/, '').replace(/[\u0332\u0331]/g, '');
}

function draw(from: Engine, tex: string, display: boolean): HTMLElement | string {
  const key = `${display ? 'D' : 'I'}${tex}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const failure = failures.get(key);
  if (failure !== undefined) return failure;
  if (tex.length > longest) return 'This formula is too long to draw.';
  const element = document.createElement('span');
  try {
    from.render(tex, element, { ...options, displayMode: display, throwOnError: true });
  } catch (error) {
    const message = plainMessage(error);
    failures.set(key, message);
    return message;
  }
  if (drawn.size >= kept) drawn.delete(drawn.keys().next().value ?? '');
  drawn.set(key, element);
  return element;
}

/**
 * Shows a formula in `place`, now or as soon as KaTeX is there. Until then, and where the TeX cannot
 * be drawn, the TeX itself stands there; a title says what is wrong with it.
 */
export function showFormula(place: HTMLElement, tex: string, display: boolean): void {
  const finish = (from: Engine): void => {
    if (place.dataset['tex'] !== tex) return;
    const result = draw(from, tex, display);
    if (typeof result === 'string') {
      place.textContent = tex;
      place.title = result;
      place.classList.add('formula-broken');
    } else {
      place.replaceChildren(result.cloneNode(true));
      place.removeAttribute('title');
      place.classList.remove('formula-broken');
    }
  };
  place.dataset['tex'] = tex;
  if (tex.trim() === '') {
    place.textContent = 'formula';
    place.classList.add('formula-empty');
    return;
  }
  place.classList.remove('formula-empty');
  if (engine !== null) {
    finish(engine);
    return;
  }
  place.textContent = tex;
  load().then(finish, () => undefined);
}
