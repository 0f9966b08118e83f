/** Documents by what writers call them: a file name, the end of a path, a title. */
import { fileNameOf } from '#core/host/library-path.ts';
import type { SiteDocument, SiteModel } from './model.ts';
import { curlText } from './quotes.ts';

export const documentEnding = /\.(?:md|markdown|qmd|mdx)$/i;

/** Keeps titles apart from paths among the names. */
const titleMark = '\u0000';

const nameLists = new WeakMap<SiteModel, Map<string, SiteDocument>>();

/** By every ending of their path without its file type, and by title; the newest wins. Made once. */
function namesOf(model: SiteModel): ReadonlyMap<string, SiteDocument> {
  let names = nameLists.get(model);
  if (names === undefined) {
    names = new Map();
    for (const document of model.documents) {
      const parts = document.path.replace(documentEnding, '').toLowerCase().split('/');
      const title = titleMark + curlText(document.title.toLowerCase());
      for (const name of [...parts.map((_, from) => parts.slice(from).join('/')), title]) {
        if (!names.has(name)) names.set(name, document);
      }
    }
    nameLists.set(model, names);
  }
  return names;
}

/** The page that goes by a name (without `.md`), or null. Case makes no difference. */
export function documentNamed(model: SiteModel, name: string): SiteDocument | null {
  const names = namesOf(model);
  const lower = name.toLowerCase();
  return names.get(lower) ?? names.get(`${titleMark}${curlText(lower)}`) ?? null;
}

/** True when a draft, which has no page, has that file name. */
export function isDraftNamed(model: SiteModel, name: string): boolean {
  for (const path of model.drafts) if (fileNameOf(path).replace(documentEnding, '') === name) return true;
  return false;
}
