/** `legible check`: what is wrong in a library. */
import { resolve } from 'node:path';
import { checkLibrary, type LibraryCheck } from '#main/services/check-library.ts';
import { type Command, type Console, complainOf } from './command.ts';

export const command: Command = {
  name: 'check',
  usage: 'check DIR [--json]',
  summary: 'Checks links, figures, footnotes, citations, front matter and the round trip of every document.',
  options: { json: 'flag' },
  operands: { min: 1, max: 1 },
  async run({ operands, flags }, console) {
    const outcome = await checkLibrary(resolve(operands[0] ?? '.'));
    if (!outcome.ok) return complainOf(outcome.error, flags.has('json'), console);
    if (flags.has('json')) console.print(JSON.stringify(outcome.value, null, 2));
    else printCheck(outcome.value, console);
    return outcome.value.problems > 0 ? 1 : 0;
  },
};

function printCheck({ documents, problems }: LibraryCheck, console: Console): void {
  for (const document of documents) {
    if (!document.recognised) console.print(`${document.path}: ${document.reason ?? 'not read'}`);
    if (!document.untouched) console.print(`${document.path}: writing it back would change it`);
    for (const problem of document.problems) {
      console.print(
        `${document.path}:${problem.line}: ${problem.severity}: ${problem.message} (${problem.rule})`,
      );
    }
    for (const { line, type } of document.reserialised.differing) {
      console.print(`${document.path}:${line}: note: this ${type} would look different if it were edited`);
    }
  }
  const count = `${documents.length} ${documents.length === 1 ? 'document' : 'documents'}`;
  console.print(problems === 0 ? `${count}, nothing broken.` : `${count}, ${problems} broken.`);
}
