/** From the texts of a library's files to the input of a review: the same for the panel and the command line. */

import { factsFrom } from '#core/document/facts.ts';
import type { FrontMatter } from '#core/document/front-matter.ts';
import { isKind } from '#core/document/kind.ts';
import type { DocumentTree } from '#core/markdown/schema.ts';
import { textOf } from '#core/markdown/text.ts';
import { parseBibtex } from '#core/references/bibtex.ts';
import { emptyGlossary, type Glossary, parseGlossary } from './glossary.ts';
import type { ReviewInput } from './input.ts';
import type { Lexicon } from './lexicon.ts';
import type { Reader } from './reader.ts';
import { parseReaders, type ReadersFile } from './readers.ts';
import { type CheckDismissal, checksPath, emptyRecord, parseRecord, recordPath } from './review-record.ts';
import type { FileProblem } from './yaml-source.ts';

export interface LibraryTexts {
  /** `readers.yml`, or null where there is none; likewise the others. */
  readonly readers: string | null;
  readonly glossary: string | null;
  readonly bibliography: string | null;
  /** `reviews/checks.yml`: the prose checks that are put aside in every document. */
  readonly checks?: string | null;
}

/** What a library says about readers, words and people, read once for many documents. */
export interface LibraryModel {
  readonly readers: ReadersFile;
  readonly glossary: Glossary;
  readonly people: readonly string[];
  /** Checks that are put aside in every document. */
  readonly checks: readonly CheckDismissal[];
  readonly problems: readonly FileProblem[];
}

export function readLibraryModel(texts: LibraryTexts): LibraryModel {
  const people: string[] = [];
  const aside = parseRecord(texts.checks ?? '', checksPath);
  if (texts.bibliography !== null) {
    for (const entry of parseBibtex(texts.bibliography).entries.values()) {
      for (const name of [...entry.authors, ...entry.editors]) people.push(name.family);
    }
  }
  return {
    readers: parseReaders(texts.readers ?? ''),
    glossary: texts.glossary === null ? emptyGlossary : parseGlossary(texts.glossary),
    people: [...new Set(people)],
    checks: aside.checks.filter((entry) => entry.quote === null),
    problems: aside.problems,
  };
}

export interface DocumentParts {
  readonly path: string;
  readonly frontMatter: FrontMatter;
  readonly tree: DocumentTree;
  /** Text of the document's review record, or null. */
  readonly record: string | null;
  /** Reader to use instead of the one that the document names. */
  readonly readerId: string | null;
  readonly figureLabels: ReviewInput['figureLabels'];
  readonly deadLinks: readonly string[];
  readonly sourceText: string | null;
  readonly today: string | null;
  readonly changes: ReviewInput['changes'];
}

/** The reader that a document names, or the one asked for; null when there is no such reader. */
export function readerNamed(readers: readonly Reader[], id: string | null): Reader | null {
  return id === null ? null : (readers.find((reader) => reader.id === id) ?? null);
}

export function assembleInput(parts: DocumentParts, library: LibraryModel, lexicon: Lexicon): ReviewInput {
  const heading = parts.tree.content.find((node) => node.type === 'heading');
  const facts = factsFrom(parts.path, parts.frontMatter, () =>
    heading === undefined ? null : textOf(heading),
  );
  // A text that no folder and no field calls a reading note is read as a post.
  const loose =
    facts.kind === 'note' && !isKind(parts.frontMatter.fields.kind) && !/(?:^|\/)notes\//.test(parts.path);
  const record = parts.record === null ? emptyRecord : parseRecord(parts.record, recordPath(parts.path));
  const text = (value: string | null): string => value ?? '';
  return {
    path: parts.path,
    kind: loose ? 'post' : facts.kind,
    tree: parts.tree,
    fields: {
      ...parts.frontMatter.fields,
      title: facts.titleDeclared || heading !== undefined ? facts.title : '',
      summary: text(facts.summary),
      takeaway: text(facts.takeaway),
      status: text(facts.status),
      source: text(facts.source),
      date: text(facts.date),
      updated: text(facts.updated),
      'readers-box': facts.readersBox,
    },
    reader: readerNamed(library.readers.readers, parts.readerId ?? facts.reader),
    lexicon,
    glossary: library.glossary,
    record:
      library.checks.length === 0 ? record : { ...record, checks: [...record.checks, ...library.checks] },
    figureLabels: parts.figureLabels,
    people: [...library.people, ...facts.authors],
    deadLinks: parts.deadLinks,
    sourceText: parts.sourceText,
    today: parts.today,
    changes: parts.changes,
  };
}
