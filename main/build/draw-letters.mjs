/**
 * Draws the letters that pictures for previews are set with (assets/cards): a picture for each face and
 * size, and where each letter stands in it. A tool for developers; it needs a Chromium.
 *
 *   LEGIBLE_BROWSER=/path/to/chromium node main/build/draw-letters.mjs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(import.meta.url);
const font = (file) => {
  const [family] = file.split('-latin')[0].split('-cyrillic')[0].split('-greek');
  const folder = dirname(require.resolve(`@fontsource-variable/${family}/package.json`));
  return readFileSync(join(folder, 'files', file)).toString('base64');
};
const between = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
const latin = [...between(0x20, 0x7e), ...between(0xa0, 0xff), ...'ıŒœˆ˚˜‐‑–—‘’‚“”„†•…‹›€™−'];
const more = [...between(0x100, 0x17f), ...'ȘșȚțẞ'];
const greek = [
  ...between(0x386, 0x386),
  ...between(0x388, 0x38a),
  '\u038c',
  ...between(0x38e, 0x3a1),
  ...between(0x3a3, 0x3ce),
];
const cyrillic = [...between(0x400, 0x45f), 'Ґ', 'ґ'];
const serif = ['latin', 'latin-ext', 'greek', 'cyrillic'].map(
  (part) => `source-serif-4-${part}-opsz-normal.woff2`,
);
const sans = ['latin', 'latin-ext'].map((part) => `instrument-sans-${part}-wght-normal.woff2`);
const sets = [
  {
    name: 'serif-title',
    fonts: serif,
    size: 70,
    weight: 400,
    letters: [...latin, ...more, ...greek, ...cyrillic],
  },
  { name: 'sans-title', fonts: sans, size: 68, weight: 600, letters: [...latin, ...more] },
  {
    name: 'serif-small',
    fonts: serif,
    size: 30,
    weight: 400,
    letters: [...latin, ...more, ...greek, ...cyrillic],
  },
];

const browser = await chromium.launch({
  executablePath: process.env.LEGIBLE_BROWSER,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
mkdirSync(join(root, 'assets', 'cards'), { recursive: true });
for (const set of sets) {
  const drawn = await page.evaluate(
    async ({ fonts, size, weight, letters }) => {
      const family = `face-${Math.random().toString(36).slice(2)}`;
      const faces = fonts.map(
        (data, index) =>
          new FontFace(`${family}-${index}`, `url(data:font/woff2;base64,${data})`, { weight: '200 900' }),
      );
      for (const face of faces) document.fonts.add(await face.load());
      const canvas = new OffscreenCanvas(size * 3, size * 3);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      const families = faces.map((face) => face.family).join(', ');
      context.font = `${weight} ${size}px ${families}, AdobeBlank`;
      context.textBaseline = 'alphabetic';
      context.fontKerning = 'normal';
      const glyphs = {};
      const levels = [];
      for (const letter of letters) {
        const advance = context.measureText(letter).width;
        context.clearRect(0, 0, canvas.width, canvas.height);
        context.fillText(letter, size, size * 2);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let left = canvas.width,
          right = -1,
          top = canvas.height,
          bottom = -1;
        for (let y = 0; y < canvas.height; y++)
          for (let x = 0; x < canvas.width; x++)
            if (data[(y * canvas.width + x) * 4 + 3] > 7) {
              if (x < left) left = x;
              if (x > right) right = x;
              if (y < top) top = y;
              if (y > bottom) bottom = y;
            }
        const width = right < 0 ? 0 : right - left + 1;
        const height = right < 0 ? 0 : bottom - top + 1;
        glyphs[letter] = [
          Math.round(advance * 100) / 100,
          width === 0 ? 0 : left - size,
          height === 0 ? 0 : top - size * 2,
          width,
          height,
          levels.length,
        ];
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++)
            levels.push(Math.round(data[((top + y) * canvas.width + left + x) * 4 + 3] / 17));
      }
      const kerns = {};
      const kerned = letters.filter((letter) => /[A-Za-z.,’”“‘:;\-–—]/.test(letter));
      for (const a of kerned)
        for (const b of kerned) {
          const kern = context.measureText(a + b).width - glyphs[a][0] - glyphs[b][0];
          if (Math.abs(kern) > size / 200) kerns[a + b] = Math.round(kern * 10) / 10;
        }
      return { glyphs, kerns, levels };
    },
    { ...set, fonts: set.fonts.map(font) },
  );
  const { glyphs, kerns, levels } = drawn;
  const file = join(root, 'assets', 'cards', set.name);
  writeFileSync(`${file}.json`, `${JSON.stringify({ size: set.size, glyphs, kerns })}\n`);
  writeFileSync(`${file}.bin`, deflateSync(Uint8Array.from(levels), { level: 9 }));
  console.log(set.name, Object.keys(glyphs).length, 'letters', levels.length, 'pixels');
}
await browser.close();
