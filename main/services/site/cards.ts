/** Pictures for previews (Open Graph): letters from `assets/cards`, finished as PNG. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, deflate, inflateSync } from 'node:zlib';
import { nameOfKind } from '#core/document/kind.ts';
import { type CardText, canSet, cardHeight, cardWidth, drawCard, type Letters } from '#core/site/card.ts';
import { longDate } from '#core/site/dates.ts';
import { listOutput, publicationsOutput, type SiteModel } from '#core/site/model.ts';
import type { PageHead } from '#core/site/shell.ts';
import type { ThemeDescription } from '#core/site/theme.ts';
import { packageRoot } from '../package-root.ts';
import { contentHash } from './content-hash.ts';
import type { Sink } from './sink.ts';
import type { SiteCache } from './site-cache.ts';

const packed = promisify<Uint8Array, Parameters<typeof deflate>[1] & object, Buffer>(deflate);

function readLetters(name: string): Letters {
  const file = join(packageRoot, 'assets', 'cards', name);
  const facts = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Omit<Letters, 'levels'>;
  return { ...facts, levels: inflateSync(readFileSync(`${file}.bin`)) };
}

export class Cards {
  private readonly serif = readLetters('serif-title');
  private readonly small = readLetters('serif-small');
  private readonly sans: Letters | null;
  private readonly style: string;
  /** Picture of the front page, which small pages share; null until there is one. */
  front: string | null = null;

  constructor(
    private readonly theme: ThemeDescription,
    private readonly cache: SiteCache,
    private readonly sink: Sink,
  ) {
    this.sans = theme.face === 'sans' ? readLetters('sans-title') : null;
    this.style = JSON.stringify([theme.light, theme.card, theme.face]);
  }

  private lettersFor(title: string): Letters {
    return this.sans !== null && canSet(title, this.sans) ? this.sans : this.serif;
  }

  /** Output of a page's picture, or null where no face here can set its title. Small pages share the front page's. */
  of({ output, name, title }: Pick<PageHead, 'output' | 'name' | 'title'>): string | null {
    const own = name === 'front' || name === 'document' || name === 'list';
    if (!own) return this.front;
    return canSet(title, this.lettersFor(title)) ? cardOutput(output) : null;
  }

  /** Hands on the picture; draws it only when its words, its style or the file have changed. */
  async write(output: string, text: CardText): Promise<void> {
    const key = contentHash(JSON.stringify([this.style, text]));
    const known = this.cache.asset(output, key);
    if (known !== null && this.sink.keep(output, known.output)) {
      this.cache.keepAsset(output, known);
      return;
    }
    const card = drawCard(text, this.theme, this.lettersFor(text.title), this.small);
    const png = await encodePng(card.rows, card.palette);
    const hash = contentHash(png);
    this.cache.keepAsset(output, { hash: key, output: hash, removed: [] });
    this.sink.write(output, png, hash);
  }
}

/** What every page with a picture says on it: the front page, the lists, the documents. */
export function siteCards(
  model: SiteModel,
  cards: Cards,
): { readonly output: string; readonly text: CardText }[] {
  const { portfolio } = model;
  const name = portfolio.author || portfolio.title;
  const place = (portfolio.url ?? '').replace(/^https?:\/\/(www\.)?/, '');
  const listed: { readonly output: string; readonly text: CardText }[] = [];
  const add = (page: string, of: PageHead['name'], title: string, text: CardText) => {
    const output = cards.of({ output: page, name: of, title });
    if (output !== null) listed.push({ output, text });
  };
  cards.front = cards.of({ output: 'index.html', name: 'front', title: portfolio.title });
  const words = (eyebrow: string, title: string, author = name) => ({ eyebrow, title, author, place });
  add('index.html', 'front', portfolio.title, words('', portfolio.tagline || portfolio.title));
  for (const kind of model.byKind.keys()) {
    const { many } = nameOfKind[kind];
    if (kind !== 'page') add(listOutput(kind), 'list', many, words('', many));
  }
  if (portfolio.publications !== null)
    add(publicationsOutput, 'list', 'Publications', words('', 'Publications'));
  for (const { output, kind, title, date, author } of model.documents) {
    const facts = kind === 'page' ? [] : [nameOfKind[kind].one, date === null ? '' : longDate(date)];
    const eyebrow = facts.filter((fact) => fact !== '').join(' · ');
    add(output, 'document', title, words(eyebrow, title, author || name));
  }
  return listed;
}

export function cardOutput(page: string): string {
  return `cards/${page.replace(/\.html$/, '')}.png`;
}

/** PNG (W3C, third edition) with a palette, 8 bits to the pixel. */
async function encodePng(rows: Uint8Array, palette: Uint8Array): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(cardWidth, 0);
  header.writeUInt32BE(cardHeight, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', await packed(rows, { level: 1, memLevel: 9, strategy: constants.Z_RLE })),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  out.set(data, 8);
  let crc = -1;
  for (let at = 4; at < data.length + 8; at++)
    crc = (crcTable[(crc ^ (out[at] ?? 0)) & 255] ?? 0) ^ (crc >>> 8);
  out.writeInt32BE(~crc, data.length + 8);
  return out;
}
