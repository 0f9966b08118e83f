/**
 * What a theme says of itself in `theme.json`: its name, its files, and the few choices that CSS
 * cannot make.
 */
import * as v from 'valibot';

/** Sections of the front page; a theme puts them in order. One that has nothing to show is left out. */
export const frontSections = ['chosen', 'projects', 'publications', 'newest', 'path'] as const;
export type FrontSection = (typeof frontSections)[number];

const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'A colour is written #rrggbb.'));
const colours = v.object({ paper: colour, ink: colour, soft: colour, accent: colour });
/** A file beside `theme.json`, by a plain relative path. */
const file = v.pipe(
  v.string(),
  v.regex(/^(?!.*\.\.)[\w-][\w./-]*$/, 'A file of the theme is named by its path in the theme’s folder.'),
);

const description = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  summary: v.optional(v.string(), ''),
  /** Style sheets in their order; they follow the ground and become one file. */
  styles: v.optional(v.array(file), ['style.css']),
  /** Fonts that every page shows. */
  preload: v.optional(v.array(file), []),
  front: v.optional(v.array(v.picklist(frontSections)), [...frontSections]),
  /** For what is drawn without the style sheet: pictures for previews, and the page that is not found. */
  light: v.optional(colours, { paper: '#fdfbf6', ink: '#23201b', soft: '#575147', accent: '#2b54a3' }),
  dark: v.optional(colours, { paper: '#1f1d19', ink: '#e9e3d7', soft: '#c0b8aa', accent: '#a8c0f1' }),
  face: v.optional(v.picklist(['serif', 'sans']), 'serif'),
  card: v.optional(v.picklist(['plain', 'grid', 'rules']), 'plain'),
});

export type ThemeDescription = v.InferOutput<typeof description>;
export type ThemeColours = v.InferOutput<typeof colours>;

/** Text of a `theme.json` in; the description, or what is wrong with it in one sentence. */
export function parseTheme(
  text: string,
): { readonly theme: ThemeDescription } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'It is not JSON.' };
  }
  const parsed = v.safeParse(description, value);
  if (parsed.success) return { theme: parsed.output };
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  return { problem: `${where === null ? '' : `"${where}": `}${issue.message}` };
}

/** The style of the page for addresses that are not there: it stands in the page, without fonts. */
export function notFoundStyle(theme: ThemeDescription): string {
  const { light, dark, face } = theme;
  const set = (one: ThemeColours) =>
    `--paper:${one.paper};--ink:${one.ink};--soft:${one.soft};--accent:${one.accent}`;
  const text = face === 'serif' ? '"Source Serif 4",Georgia,serif' : '"Instrument Sans",system-ui,sans-serif';
  return `:root{color-scheme:light dark;${set(light)}}
@media (prefers-color-scheme:dark){:root{${set(dark)}}}
body{margin:0;min-height:100vh;display:grid;align-items:center;background:var(--paper);color:var(--ink);font:1.1875rem/1.6 ${text}}
main{width:100%;max-width:38rem;margin:0 auto;padding:2rem;box-sizing:border-box}
.eyebrow{margin:0;color:var(--soft);font:.875rem/1.5 ${face === 'serif' ? 'system-ui,sans-serif' : 'ui-monospace,monospace'}}
h1{margin:.3em 0 .5em;font-weight:${face === 'serif' ? '400' : '600'};font-size:clamp(2rem,1.4rem + 3vw,3.25rem);line-height:1.08;letter-spacing:-.018em}
p{margin:0 0 1em}
a{color:inherit;text-decoration-color:var(--soft);text-decoration-thickness:1px;text-underline-offset:.19em}
a:hover{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px}`;
}
