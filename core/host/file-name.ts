import { slugify } from '../site/slug.ts';

const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A file name without extension made from a title, the same on every system and in an address.
 * `otherwise` is the name for a title without letters, and what sets a forbidden name apart.
 */
export function fileNameFor(title: string, otherwise: string): string {
  const slug = slugify(title);
  if (slug === '') return otherwise;
  return windowsDevice.test(slug) ? `${slug}-${otherwise}` : slug;
}
