/** Where a site may be pushed to: a remote and a branch that git takes for nothing else. */
import { done, failed, type Outcome } from '#core/host/outcome.ts';

export interface GitTarget {
  /** An address, an absolute path, or the name of a remote of the library's own repository. */
  readonly remote: string;
  readonly branch: string;
}

/** The branch that GitHub Pages takes a site from by habit. */
export const usualBranch = 'gh-pages';

/** Name of a remote, as opposed to an address. */
export function isRemoteName(remote: string): boolean {
  return /^[A-Za-z0-9_][\w.-]*$/.test(remote);
}

/**
 * Refuses what git would read as an option, addresses that run a program (`ext::`), and addresses
 * with a password in them: it would be kept in plain sight.
 */
export function checkRemote(written: string): Outcome<string> {
  const remote = written.trim();
  if (remote === '')
    return failed('invalid-document', 'Say where the site goes: the address of a git repository.');
  if (remote.startsWith('-') || /[\u0000-\u001f\u007f]/.test(remote) || remote.length > 2048)
    return failed('invalid-document', `${shown(remote)} is not the address of a git repository.`);
  if (/^[A-Za-z0-9+.-]*::/.test(remote))
    return failed(
      'permission',
      `${shown(remote)} would run a program. Only https, ssh, git and file addresses are used.`,
    );
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(remote)?.[1]?.toLowerCase();
  if (scheme !== undefined && !['https', 'http', 'ssh', 'git', 'file', 'git+ssh'].includes(scheme))
    return failed('permission', `${shown(remote)}: only https, ssh, git and file addresses are used.`);
  // git hands a host to ssh as an argument of its own: one that begins with a dash would be an option.
  if (/^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?-/i.test(remote))
    return failed('permission', `${shown(remote)} is not the address of a git repository.`);
  if (scheme?.startsWith('http') && /^[^/]*\/\/[^/]*:[^/@]*@/.test(remote))
    return failed(
      'permission',
      'The address holds a password. Leave it out: git asks its credential helper for it.',
    );
  return done(remote);
}

/** The rules of git-check-ref-format for a branch. */
export function checkBranch(written: string): Outcome<string> {
  const branch = written.trim();
  const bad =
    branch === '' ||
    branch.length > 200 ||
    branch === 'HEAD' ||
    branch === '@' ||
    branch.startsWith('-') ||
    /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$/.test(branch) ||
    branch.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock'));
  return bad ? failed('invalid-document', `${shown(branch)} is not the name of a branch.`) : done(branch);
}

function shown(text: string): string {
  return text === '' ? 'Nothing' : `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;
}
