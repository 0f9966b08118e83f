/** Addresses that a site has had: where a document moves, its old address leads on. */
import type { SiteDocument, SiteModel } from './model.ts';

export interface PublishedAddresses {
  /** By path in the library: where its page stood when it was published last, and what it was called. */
  readonly documents: Readonly<Record<string, { readonly output: string; readonly title: string }>>;
  /** Old output to the path of the document that stood there. */
  readonly moved: Readonly<Record<string, string>>;
}

export const noAddresses: PublishedAddresses = { documents: {}, moved: {} };

/**
 * What is known after publishing `model`. A document is the same one as long as its path is; where a
 * file was renamed, a new one with the same title and kind stands for it, if there is only one.
 */
export function followMoves(before: PublishedAddresses, model: SiteModel): PublishedAddresses {
  const isKnown = (path: string) => model.byPath.has(path) || model.drafts.has(path);
  const renamed = new Map<string, string>();
  for (const [path, { title }] of Object.entries(before.documents)) {
    if (isKnown(path)) continue;
    const folder = path.split('/')[0];
    const heirs = model.documents.filter(
      (document) =>
        !Object.hasOwn(before.documents, document.path) &&
        document.title === title &&
        document.path.split('/')[0] === folder,
    );
    if (heirs.length === 1 && heirs[0] !== undefined) renamed.set(path, heirs[0].path);
  }
  const moved: Record<string, string> = {};
  for (const [output, path] of Object.entries(before.moved)) {
    const target = renamed.get(path) ?? path;
    if (isKnown(target)) moved[output] = target;
  }
  const documents: Record<string, { output: string; title: string }> = {};
  for (const [path, { output, title }] of Object.entries(before.documents)) {
    const target = renamed.get(path) ?? path;
    const document = model.byPath.get(target);
    if (document !== undefined && document.output !== output) moved[output] = target;
    if (model.drafts.has(path)) documents[path] = { output, title };
  }
  for (const { path, output, title } of model.documents) {
    documents[path] = { output, title };
    delete moved[output];
  }
  return { documents: inOrder(documents), moved: inOrder(moved) };
}

/** Old addresses that are free, with the document that each leads to. */
export function movedPages(
  { moved }: PublishedAddresses,
  model: SiteModel,
  isTaken: (output: string) => boolean,
): (readonly [output: string, document: SiteDocument])[] {
  return Object.entries(moved).flatMap(([output, path]) => {
    const document = model.byPath.get(path);
    return document === undefined || isTaken(output) ? [] : [[output, document] as const];
  });
}

function inOrder<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
