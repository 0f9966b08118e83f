import type { Host } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, type Outcome } from '#core/host/outcome.ts';
import { OpenSession, type SessionSurroundings } from './open-session.ts';

/** Reads a document and opens a session for it. A draft that differs from the file is offered. */
export async function beginSession(
  host: Host,
  path: LibraryPath,
  around: SessionSurroundings,
): Promise<Outcome<OpenSession>> {
  const [file, drafts] = await Promise.all([
    host.call('document.read', { path }),
    host.call('draft.list', {}),
  ]);
  if (!file.ok) return file;
  const session = new OpenSession(host, file.value, around);
  const draft = drafts.ok ? drafts.value.find((each) => each.path === path) : undefined;
  if (draft !== undefined) {
    if (draft.text === file.value.text) void host.call('draft.discard', { path });
    else session.saver.offerKept(draft.text);
  }
  return done(session);
}
