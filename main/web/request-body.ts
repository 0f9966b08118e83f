/** The body of a call: JSON of a bounded size. */
import type { IncomingMessage } from 'node:http';
import { done, failed, type Outcome } from '#core/host/outcome.ts';

/** Room for the largest media file (32 MiB) in Base64, and for the largest text. */
const largestBody = 96 * 1024 * 1024;

/** Answers the parsed value; `no-space` when the body is too large, `invalid-document` when it is not JSON. */
export async function readJson(request: IncomingMessage): Promise<Outcome<unknown>> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return failed('invalid-document', 'A call is sent as application/json.');
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return tooLarge();
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > largestBody) return tooLarge();
    pieces.push(piece);
  }
  try {
    return done(JSON.parse(Buffer.concat(pieces).toString('utf8')));
  } catch {
    return failed('invalid-document', 'The call is not valid JSON.');
  }
}

function tooLarge(): Outcome<never> {
  return failed('no-space', 'This is more than Legible takes at once (96 MB).');
}
