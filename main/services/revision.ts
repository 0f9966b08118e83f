import { createHash } from 'node:crypto';
import type { Revision } from '#core/host/contract.ts';

/** SHA-256 of a file's bytes, in hexadecimal. */
export function revisionOf(bytes: Uint8Array): Revision {
  return createHash('sha256').update(bytes).digest('hex');
}
