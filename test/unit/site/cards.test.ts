import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { canSet, cardHeight, cardWidth } from '#core/site/card.ts';
import { bitmapFacts } from '#core/site/picture-size.ts';
import { parseTheme } from '#core/site/theme.ts';
import { Cards } from '#main/services/site/cards.ts';
import { SiteCache } from '#main/services/site/site-cache.ts';

function theme(card: 'plain' | 'grid' | 'rules', face: 'serif' | 'sans' = 'serif') {
  const parsed = parseTheme(JSON.stringify({ name: 'T', card, face }));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.theme;
}

async function draw(
  title: string,
  card: 'plain' | 'grid' | 'rules' = 'plain',
  face: 'serif' | 'sans' = 'serif',
): Promise<Uint8Array> {
  let drawn: Uint8Array | null = null;
  const sink = {
    write: (_: string, data: string | Uint8Array) => {
      drawn = data as Uint8Array;
    },
    keep: () => false,
  };
  const cards = new Cards(theme(card, face), new SiteCache('/nowhere', 'none'), sink);
  await cards.write('cards/x.png', { eyebrow: 'Post', title, author: 'Ada', place: 'ada.example' });
  if (drawn === null) throw new Error('Nothing was drawn.');
  return drawn;
}

/** The rows of a picture that hold anything but the colour of the paper. */
function inkedRows(png: Uint8Array): number {
  const bytes = Buffer.from(png);
  const at = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  let count = 0;
  for (let row = 0; row < cardHeight; row++) {
    const start = row * (cardWidth + 1) + 1 + 200;
    if (rows.subarray(start, start + 700).some((value) => value > 0 && value < 32)) count++;
  }
  return count;
}

describe('pictures for previews', () => {
  it.each(['plain', 'grid', 'rules'] as const)(
    'are PNGs of 1200 by 630 with words on them: %s',
    async (card) => {
      const png = await draw('A wide layer lets a probe fit labels that mean nothing', card);
      expect(bitmapFacts(png)).toMatchObject({ width: 1200, height: 630 });
      expect(inkedRows(png)).toBeGreaterThan(90);
      expect(png.length).toBeLessThan(60_000);
    },
  );

  it('break long titles, and cut those that would not fit', async () => {
    expect(
      inkedRows(await draw('Several words that need more than a single line to stand on')),
    ).toBeGreaterThan(inkedRows(await draw('Short')));
    expect(bitmapFacts(await draw('word '.repeat(400)))).not.toBeNull();
    expect(bitmapFacts(await draw('x'.repeat(4000), 'grid', 'sans'))).not.toBeNull();
  });

  it('are the same bytes each time', async () => {
    expect(
      Buffer.from(await draw('Ünïcode, Ελλάδα и Кириллица')).equals(
        Buffer.from(await draw('Ünïcode, Ελλάδα и Кириллица')),
      ),
    ).toBe(true);
  });

  it('are left out for titles that no shipped face can set', () => {
    const cards = new Cards(theme('plain'), new SiteCache('/nowhere', 'none'), {
      write: () => {},
      keep: () => false,
    });
    expect(cards.of({ output: 'posts/a.html', name: 'document', title: 'Ein Überblick' })).toBe(
      'cards/posts/a.png',
    );
    expect(cards.of({ output: 'posts/a.html', name: 'document', title: '解釈可能性' })).toBeNull();
    expect(canSet('', { size: 1, glyphs: {}, kerns: {}, levels: new Uint8Array() })).toBe(false);
  });
});
