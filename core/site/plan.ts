/**
 * The plan of a site: which file stands at which address. Two sources for one address are a clash,
 * found here, before anything is written.
 */

export interface PlannedOutput {
  /** Path in the site. */
  readonly output: string;
  /** What it comes from, in words for a person: a document's path, or "the front page". */
  readonly origin: string;
}

export interface Clash {
  readonly output: string;
  readonly first: string;
  readonly second: string;
}

/**
 * Addresses are compared as the least careful disk would: without case, accents composed. A folder
 * and a file of the same name clash as well.
 */
export function findClashes(outputs: Iterable<PlannedOutput>): Clash[] {
  const taken = new Map<string, PlannedOutput>();
  const folders = new Map<string, PlannedOutput>();
  const clashes: Clash[] = [];
  for (const planned of outputs) {
    const name = planned.output.normalize('NFC').toLowerCase();
    const found = taken.get(name) ?? folders.get(name);
    if (found !== undefined) {
      clashes.push({ output: planned.output, first: found.origin, second: planned.origin });
      continue;
    }
    taken.set(name, planned);
    for (let slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      const folder = name.slice(0, slash);
      const file = taken.get(folder);
      if (file !== undefined)
        clashes.push({ output: planned.output, first: file.origin, second: planned.origin });
      else if (!folders.has(folder)) folders.set(folder, planned);
    }
  }
  return clashes;
}

/** One sentence for a person, naming both. */
export function clashMessage(clash: Clash): string {
  return (
    `${clash.first} and ${clash.second} would both become ${clash.output}. ` +
    'Rename one of them, or give one a "slug" in its front matter.'
  );
}
