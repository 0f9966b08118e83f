/** `legible review`: the reader's questions about one document, on paper. */
import type { ReviewReport } from '#core/reader/report.ts';
import { reviewDocument } from '#main/services/review-document.ts';
import { type Command, type Console, complainOf } from './command.ts';

const nameOfStage = {
  before: 'Before writing',
  draft: 'While drafting',
  publish: 'Before publishing',
} as const;

export const command: Command = {
  name: 'review',
  usage: 'review FILE [--reader ID] [--json]',
  summary: 'Prints what the reader would ask about one document, and the marks of the prose checks.',
  options: { reader: 'value', json: 'flag' },
  operands: { min: 1, max: 1 },
  async run({ operands, flags, values }, console) {
    const outcome = await reviewDocument(operands[0] ?? '', values.get('reader') ?? null);
    if (!outcome.ok) return complainOf(outcome.error, flags.has('json'), console);
    if (flags.has('json')) console.print(JSON.stringify(outcome.value, null, 2));
    else printReport(outcome.value, console);
    return 0;
  },
};

function printReport(report: ReviewReport, console: Console): void {
  const open = report.prompts.filter((prompt) => prompt.state === 'open');
  console.print(report.reader === null ? report.file : `${report.file}, read by ${report.reader}`);
  for (const stage of ['before', 'draft', 'publish'] as const) {
    const asked = open.filter((prompt) => prompt.stage === stage);
    if (asked.length === 0) continue;
    console.print(`\n${nameOfStage[stage]}`);
    for (const prompt of asked) {
      const line = prompt.passages[0]?.line;
      console.print(`  ${prompt.severity === 'first' ? '!' : ' '} ${prompt.wording}`);
      console.print(`      ${prompt.id}${line === undefined || line === null ? '' : `, line ${line}`}`);
    }
  }
  const settled = report.prompts.length - open.length;
  if (settled > 0) console.print(`\n${settled} settled`);
  const marks = report.checks.filter((mark) => !mark.quiet);
  if (marks.length > 0) console.print('\nProse');
  for (const mark of marks) {
    const quote = mark.quote.length > 60 ? `${mark.quote.slice(0, 57)}…` : mark.quote;
    console.print(
      `  line ${mark.line ?? '?'}: ${mark.name} (${mark.id}), “${quote}”. ${mark.note ?? mark.reason}`,
    );
  }
  for (const problem of report.problems)
    console.complain(`${problem.file}, line ${problem.line}: ${problem.message}`);
}
