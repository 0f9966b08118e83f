/** `.legible/addresses.json`: where pages stood when they were published last. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryPath } from '#core/host/library-path.ts';
import { noAddresses, type PublishedAddresses } from '#core/site/moved.ts';
import { temporaryName } from '../atomic-write.ts';
import { makePrivatePart, privateFolderName } from '../private-folder.ts';

/** One door for a file that anyone may have changed: entries that are not paths are not believed. */
function parseAddresses(value: unknown): PublishedAddresses {
  const { documents, moved } = recordOf(value);
  const isPath = (text: unknown): text is string => typeof text === 'string' && libraryPath(text) !== null;
  const known: Record<string, { output: string; title: string }> = {};
  for (const [path, entry] of Object.entries(recordOf(documents))) {
    const { output, title } = recordOf(entry);
    if (isPath(path) && isPath(output) && typeof title === 'string') known[path] = { output, title };
  }
  const old: Record<string, string> = {};
  for (const [output, path] of Object.entries(recordOf(moved))) {
    if (isPath(output) && output.endsWith('.html') && isPath(path)) old[output] = path;
  }
  return { documents: known, moved: old };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function fileIn(root: string): string {
  return join(root, privateFolderName, 'addresses.json');
}

/** Nothing is known when the file is not there or is not one of ours. */
export function readAddresses(root: string): PublishedAddresses {
  try {
    return parseAddresses(JSON.parse(readFileSync(fileIn(root), 'utf8')));
  } catch {
    return noAddresses;
  }
}

/** Without it, later changes of an address go unnoticed; the export itself is whole. */
export async function writeAddresses(root: string, addresses: PublishedAddresses): Promise<void> {
  try {
    const text = `${JSON.stringify(addresses, null, 1)}\n`;
    if (readIfThere(fileIn(root)) === text) return;
    await makePrivatePart(root, 'cache');
    mkdirSync(join(root, privateFolderName), { recursive: true });
    const temporary = join(root, privateFolderName, temporaryName());
    writeFileSync(temporary, text);
    renameSync(temporary, fileIn(root));
  } catch {
    // Said above.
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
