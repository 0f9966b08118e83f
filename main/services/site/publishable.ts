/** Which files of a library may go to its site. */
import { extensionOf } from '../media-types.ts';

/** Files that may be put on the site when a document links to them. No HTML and no script: they would run there. */
const publishableExtensions = new Set(
  (
    '.png .jpg .jpeg .gif .webp .avif .svg .pdf .mp4 .webm .mp3 .ogg .wav .csv .tsv .txt .json .jsonl .zip .gz ' +
    '.bib .tex .py .ipynb .r .jl .c .h .cpp .rs .go .ts .toml .npz .npy .parquet'
  ).split(' '),
);

export function isPublishable(path: string): boolean {
  if (path === 'theme.css' || path.startsWith('reviews/') || path.startsWith('themes/')) return false;
  return publishableExtensions.has(extensionOf(path));
}
