/** The kinds of document, and the folder that each lives in. */

export const kinds = ['post', 'proposal', 'project', 'note', 'page'] as const;
export type Kind = (typeof kinds)[number];

/** Folder in the library, and first part of the address on the site (a page stands at the top). */
export const folderOfKind: Readonly<Record<Kind, string>> = {
  post: 'posts',
  proposal: 'proposals',
  project: 'projects',
  note: 'notes',
  page: 'pages',
};

export const nameOfKind: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = {
  post: { one: 'Post', many: 'Posts' },
  proposal: { one: 'Proposal', many: 'Proposals' },
  project: { one: 'Project', many: 'Projects' },
  note: { one: 'Reading note', many: 'Reading notes' },
  page: { one: 'Page', many: 'Pages' },
};

/** How far the writer stands behind a document (front matter `status`). */
export const statuses = ['half-formed', 'draft', 'stands'] as const;
export type Status = (typeof statuses)[number];

/** Whose idea the document tells (front matter `source`). */
export const sources = ['mine', 'theirs', 'joint'] as const;
export type Source = (typeof sources)[number];

export function isKind(value: unknown): value is Kind {
  return (kinds as readonly unknown[]).includes(value);
}

/**
 * The kind of a document: what its front matter says, else what its folder says, else a post in a
 * folder that dates its files, else a note.
 */
export function kindOf(path: string, declared: unknown): Kind {
  if (isKind(declared)) return declared;
  const top = path.split('/')[0] ?? '';
  for (const kind of kinds) if (folderOfKind[kind] === top) return kind;
  return /^\d{4}-\d{2}-\d{2}-/.test(path.slice(path.lastIndexOf('/') + 1)) || top === '_posts'
    ? 'post'
    : 'note';
}
