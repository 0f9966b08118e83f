/** The reader's open questions of the first rank in what is about to be published. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentFacts } from '#core/document/facts.ts';
import type { ExportPlan, SiteProblem } from '#core/host/contract.ts';
import { done, type Outcome } from '#core/host/outcome.ts';
import { outputOf } from '#core/site/model.ts';
import { isDocumentName } from './media-types.ts';
import { reviewDocument } from './review-document.ts';
import { walkLibrary } from './site/library-walk.ts';

/** Adds them to a plan, after what the site itself has to say. A document that names no reader is asked nothing. */
export async function withOpenPrompts(
  library: string,
  plan: Outcome<ExportPlan>,
): Promise<Outcome<ExportPlan>> {
  if (!plan.ok) return plan;
  const { added, changed } = plan.value;
  const prompts = await openPrompts(library, new Set([...added, ...changed]));
  return done({ ...plan.value, problems: [...plan.value.problems, ...prompts] });
}

async function openPrompts(library: string, outputs: ReadonlySet<string>): Promise<SiteProblem[]> {
  const problems: SiteProblem[] = [];
  if (outputs.size === 0) return problems;
  for (const path of walkLibrary(library)) {
    if (!isDocumentName(path)) continue;
    const file = join(library, path);
    const facts = documentFacts(path, await readFile(file, 'utf8').catch(() => ''));
    if (facts.reader === null || facts.draft || !outputs.has(outputOf({ ...facts, path }))) continue;
    const report = await reviewDocument(file, null);
    if (!report.ok) continue;
    for (const prompt of report.value.prompts) {
      if (prompt.state !== 'open' || prompt.severity !== 'first') continue;
      const line = prompt.passages[0]?.line ?? null;
      problems.push({
        path,
        line,
        severity: 'warning',
        rule: 'open-prompt',
        message: `Your reader asks: ${prompt.wording}`,
      });
    }
  }
  return problems;
}
