/** The engine in a thread of its own: typing never waits for it. */
import {
  assembleInput,
  type LibraryModel,
  type LibraryTexts,
  readLibraryModel,
} from '#core/reader/assemble.ts';
import { compareReaders, ReviewCache, review } from '#core/reader/engine.ts';
import type { ReviewInput } from '#core/reader/input.ts';
import { type Lexicon, parseLexicon } from '#core/reader/lexicon.ts';
import type { DocumentToReview, ReviewAnswer, ReviewRequest } from './messages.ts';

const wordFiles = import.meta.glob<string>('../../assets/words/*.txt', { query: '?raw', import: 'default' });
const packFiles = import.meta.glob<string>('../../assets/packs/*.txt', { query: '?raw', import: 'default' });

async function textsOf(files: Record<string, () => Promise<string>>): Promise<Record<string, string>> {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    await Promise.all(
      entries.map(async ([path, load]) => [path.slice(path.lastIndexOf('/') + 1, -4), await load()] as const),
    ),
  );
}

let lexicon: Promise<Lexicon> | null = null;
function words(): Promise<Lexicon> {
  lexicon ??= Promise.all([textsOf(wordFiles), textsOf(packFiles)]).then(([listed, packs]) =>
    parseLexicon({ words: listed, packs }),
  );
  return lexicon;
}

let library: { readonly texts: LibraryTexts; readonly model: LibraryModel } | null = null;
function libraryModel(texts: LibraryTexts): LibraryModel {
  const same =
    library !== null &&
    library.texts.readers === texts.readers &&
    library.texts.glossary === texts.glossary &&
    library.texts.checks === texts.checks &&
    library.texts.bibliography === texts.bibliography;
  if (!same || library === null) library = { texts, model: readLibraryModel(texts) };
  return library.model;
}

let cache = { path: '', kept: new ReviewCache() };

async function inputOf(document: DocumentToReview, readerId: string | null): Promise<ReviewInput> {
  return assembleInput(
    {
      path: document.path,
      frontMatter: { format: 'yaml', source: '', fields: document.fields, problems: [] },
      tree: document.tree,
      record: document.record,
      readerId,
      figureLabels: document.figureLabels,
      deadLinks: document.deadLinks,
      sourceText: null,
      today: document.today,
      changes: { lastTwelveHours: document.lastTwelveHours, sincePublished: null },
    },
    libraryModel(document.library),
    await words(),
  );
}

async function answer(request: ReviewRequest): Promise<ReviewAnswer> {
  const { id, document } = request;
  if (cache.path !== document.path) cache = { path: document.path, kept: new ReviewCache() };
  if (request.type === 'review') {
    return { id, type: 'review', review: review(await inputOf(document, document.readerId), cache.kept) };
  }
  const [own, other] = await Promise.all([inputOf(document, null), inputOf(document, document.readerId)]);
  return { id, type: 'compare', difference: compareReaders(own, other.reader, cache.kept) };
}

// The file is checked with the page's types, where `self` is a window; in a worker it is the worker.
const worker = self as unknown as {
  onmessage: ((event: MessageEvent<ReviewRequest>) => void) | null;
  postMessage(message: ReviewAnswer): void;
};
worker.onmessage = ({ data }) => {
  answer(data).then(
    (reply) => worker.postMessage(reply),
    (error: unknown) => worker.postMessage({ id: data.id, type: 'failed', message: String(error) }),
  );
};
