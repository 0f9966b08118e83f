import type { Host } from '#core/host/contract.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { done, failed, type Outcome } from '#core/host/outcome.ts';

/** Largest picture that is taken in, in bytes. */
export const largestPicture = 20 * 1024 * 1024;

const pictureTypes: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
};

export function isPicture(file: File): boolean {
  return Object.hasOwn(pictureTypes, file.type);
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  const stride = 0x8000;
  for (let at = 0; at < bytes.length; at += stride) {
    text += String.fromCharCode(...bytes.subarray(at, at + stride));
  }
  return btoa(text);
}

/** Puts a picture into the library's media folder; answers where it landed. */
export async function addMedia(host: Host, file: File): Promise<Outcome<LibraryPath>> {
  const ending = pictureTypes[file.type];
  if (ending === undefined)
    return failed('unsupported', `${file.name} is not a picture that a page can show.`);
  if (file.size > largestPicture) return failed('unsupported', `${file.name} is larger than 20 MB.`);
  const stem = file.name.replace(/\.[^.]*$/, '').slice(0, 120) || 'picture';
  const outcome = await host.call('media.add', { name: `${stem}.${ending}`, data: await base64(file) });
  return outcome.ok ? done(outcome.value.path) : outcome;
}
