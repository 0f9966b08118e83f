/** The facts that the site needs of each document, from its front matter. */
import { documentFacts } from '#core/document/facts.ts';
import type { SiteProblem } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { readDeliverables } from '#core/site/deliverables.ts';
import type { DocumentEntry } from '#core/site/model.ts';

export interface SourceFacts {
  readonly entry: DocumentEntry;
  /** Where the body starts in the text, and how many lines stand before it. */
  readonly bodyStart: number;
  readonly linesBefore: number;
  readonly problems: readonly SiteProblem[];
}

/** Text in, facts out; nothing is guessed that the front matter does not say, but the title. */
export function sourceFacts(path: LibraryPath, text: string): SourceFacts {
  const facts = documentFacts(path, text);
  const { frontMatter } = facts;
  const bodyStart = frontMatter.source.length;
  const { repository, repo, code, aliases } = frontMatter.fields;
  const address = [repository, repo, code].find((value) => typeof value === 'string');
  const problems = frontMatter.problems.map(
    (problem): SiteProblem => ({
      path,
      line: problem.line,
      severity: 'warning',
      rule: 'front-matter',
      message: problem.message,
    }),
  );
  return {
    entry: {
      path,
      kind: facts.kind,
      title: facts.title,
      summary: facts.summary ?? '',
      date: facts.date,
      updated: facts.updated,
      status: facts.status,
      source: facts.source,
      tags: facts.tags,
      reader: facts.reader,
      takeaway: facts.takeaway ?? '',
      draft: facts.draft,
      slug: facts.slug,
      author: facts.authors.join(', '),
      readersBox: facts.readersBox,
      downloads:
        typeof frontMatter.fields['downloads'] === 'boolean' ? frontMatter.fields['downloads'] : null,
      aliases: (Array.isArray(aliases) ? aliases : [aliases]).filter((alias) => typeof alias === 'string'),
      repository: typeof address === 'string' ? address : null,
      deliverables: readDeliverables(frontMatter.fields['deliverables']),
    },
    bodyStart,
    linesBefore: (text.slice(0, bodyStart).match(/\r\n|\n|\r/g) ?? []).length,
    problems,
  };
}
