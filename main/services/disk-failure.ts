/** Turns what the system says about a file into one of the contract's codes and a sentence for a person. */
import type { ErrorCode, HostError, Outcome } from '#core/host/outcome.ts';

const kinds: Readonly<Record<string, readonly [ErrorCode, (name: string) => string]>> = {
  ENOENT: ['not-found', (name) => `${name} is not there. It may have been moved or removed.`],
  ENOTDIR: ['not-found', (name) => `${name} is not there: a part of its path is a file, not a folder.`],
  EISDIR: ['unsupported', (name) => `${name} is a folder, not a file.`],
  EEXIST: ['conflict', (name) => `${name} exists already. Choose another name.`],
  ENOTEMPTY: ['conflict', (name) => `${name} is not empty. Choose another folder.`],
  ENOSPC: ['no-space', (name) => `The disk is full, so ${name} could not be written. Free some space.`],
  EDQUOT: [
    'no-space',
    (name) => `Your disk quota is used up, so ${name} could not be written. Free some space.`,
  ],
  EFBIG: ['unsupported', (name) => `${name} is too large.`],
  EACCES: ['permission', (name) => `The system does not let Legible use ${name}. Check its permissions.`],
  EPERM: ['permission', (name) => `The system does not let Legible use ${name}. Check its permissions.`],
  EROFS: ['permission', (name) => `${name} is on a disk that can only be read.`],
  EBUSY: ['permission', (name) => `Another program keeps ${name} busy. Close it there, then try again.`],
  ELOOP: ['permission', (name) => `${name} is a link that Legible does not follow.`],
  ENAMETOOLONG: ['unsupported', (name) => `The name ${name} is too long for this disk.`],
  EMFILE: ['internal', (name) => `Too many files are open, so ${name} could not be used. Try again.`],
  EIO: ['internal', (name) => `The disk reports an error at ${name}. Try again, and check the disk.`],
};

export function systemCode(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

export function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** `reassurance` says what is safe after a failed save, such as “The file is as it was.” */
export function diskError(error: unknown, name: string, reassurance = ''): HostError {
  const code = systemCode(error);
  const known = code === null ? undefined : kinds[code];
  const tail = reassurance === '' ? '' : ` ${reassurance}`;
  if (known) return { code: known[0], message: known[1](name) + tail, path: name };
  const detail = code ?? (error instanceof Error ? error.message : String(error));
  return { code: 'internal', message: `Something went wrong with ${name} (${detail}).${tail}`, path: name };
}

export function diskFailure(error: unknown, name: string, reassurance = ''): Outcome<never> {
  return { ok: false, error: diskError(error, name, reassurance) };
}
