/** A reader: the one person that a document is written for, as far as a program needs to know them. */

/** What the reader is doing when they open the document. */
export const readerRoles = ['decide', 'build', 'learn', 'judge', 'future'] as const;
export type ReaderRole = (typeof readerRoles)[number];

export const nameOfRole: Readonly<Record<ReaderRole, string>> = {
  decide: 'Decides something',
  build: 'Builds on it',
  learn: 'Learns it',
  judge: 'Judges me',
  future: 'Me, later',
};

export const attentionModes = ['skims', 'reads', 'studies'] as const;
export type AttentionMode = (typeof attentionModes)[number];

export interface Attention {
  readonly minutes: number | null;
  readonly mode: AttentionMode;
  readonly on: 'screen' | 'paper';
}

export interface Reader {
  readonly id: string;
  readonly name: string;
  readonly role: ReaderRole | null;
  /** What they are doing when they open the document, and what they will use it for. */
  readonly situation: string;
  /** Background packs: names of word lists in `assets/packs`. */
  readonly packs: readonly string[];
  /** Words that need no gloss, beyond the packs. */
  readonly knows: readonly string[];
  /** What they believe that is not so, or will take this to mean. */
  readonly misreadings: readonly string[];
  /** What they will say against it. */
  readonly doubts: readonly string[];
  /** What it costs them not to know this. */
  readonly stake: string;
  /** What people in their circle call things. */
  readonly words: readonly string[];
  readonly attention: Attention;
  /** Who the writing is not for: shown in the reader's box. */
  readonly notFor: string;
}

export function newReader(id: string, name = ''): Reader {
  return {
    id,
    name,
    role: null,
    situation: '',
    packs: [],
    knows: [],
    misreadings: [],
    doubts: [],
    stake: '',
    words: [],
    attention: { minutes: null, mode: 'reads', on: 'screen' },
    notFor: '',
  };
}

/**
 * How the prompts call the reader: by name. A description (*Grant reader with ten minutes*) is no
 * name to speak with, so there it is "your reader"; *My mentor* is "your mentor".
 */
export function callOf(reader: Reader | null): string {
  const name = reader?.name.trim() ?? '';
  const own = /^my (\p{L}[\p{L}'’-]*)$/iu.exec(name)?.[1];
  if (own !== undefined) return `your ${own}`;
  const described =
    name.split(/\s+/).length > 2 &&
    /\s\p{Ll}/u.test(name.replace(/\s(?:van|von|de|der|den|da|di|la|le|bin|al|el|y)(?=\s)/g, ''));
  return name === '' || described ? 'your reader' : name;
}

/** An id that is free, made from a name: letters, digits and hyphens. */
export function freeReaderId(name: string, taken: readonly string[]): string {
  const base =
    name
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'reader';
  let id = base;
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`;
  return id;
}
