/** Renders documents one after another, with what they share: pictures, engines, names of files. */
import type { LibraryPath } from '#core/host/library-path.ts';
import type { Bibliography } from '#core/references/bibtex.ts';
import { renderBody } from '#core/site/body.ts';
import type { BodyContext, PictureFacts } from '#core/site/body-context.ts';
import { documentNamed, isDraftNamed } from '#core/site/document-names.ts';
import type { SiteDocument, SiteModel } from '#core/site/model.ts';
import type { RenderedBody } from '#core/site/rendered.ts';
import { colourCode, EngineNeeded, fontsOf, type MathsResult, setFormula } from './engines.ts';
import type { LibrarySource } from './library-source.ts';
import { isPicture, readPicture, type SitePicture } from './pictures.ts';
import { isPublishable } from './publishable.ts';
import type { Pieces } from './site-cache.ts';

export interface RenderedDocument {
  readonly body: RenderedBody;
  /** KaTeX's fonts that its formulas ask for. */
  readonly fonts: readonly string[];
  /** Its formulas and code, by source, for the next export. */
  readonly pieces: Pieces;
  /** What it asked about the rest of the library; its page is the same as long as the answers are. */
  readonly asked: readonly Question[];
}

/** A letter that says what is asked, and a path or a name. */
export type Question = string;

interface Formula extends MathsResult {
  readonly fonts: readonly string[];
}

export class DocumentRenderer {
  private readonly pictures = new Map<string, SitePicture | null>();
  private readonly formulas = new Map<string, Formula>();
  private byName: Map<string, string[]> | null = null;

  constructor(
    private readonly source: LibrarySource,
    private readonly model: SiteModel,
    private readonly bibliography: Bibliography,
  ) {}

  /** `known` are the pieces of an earlier version of the document. */
  async render(
    document: SiteDocument,
    body: string,
    linesBefore: number,
    known: Pieces,
  ): Promise<RenderedDocument> {
    for (;;) {
      const fonts = new Set<string>();
      const pieces: Record<string, string> = {};
      const asked = new Set<Question>();
      const { model, bibliography } = this;
      const ask = <T>(question: Question, answer: T): T => {
        asked.add(question);
        return answer;
      };
      const context: BodyContext = {
        document,
        language: model.portfolio.language,
        site: {
          page: (path) => ask(`P${path}`, model.byPath.get(path) ?? null),
          pageNamed: (name) => ask(`N${name}`, documentNamed(model, name)),
          isDraft: (path) => ask(`D${path}`, model.drafts.has(path)),
          isDraftNamed: (name) => ask(`d${name}`, isDraftNamed(model, name)),
        },
        get bibliography() {
          return ask('B', bibliography);
        },
        picture: (path) => ask(`F${path}`, this.picture(path)),
        named: (name) => ask(`L${name}`, this.named(name)),
        publishable: (path) => ask(`U${path}`, this.isPublishable(path)),
        maths: (tex, display) => {
          const key = `${display ? 'D' : 'I'}${tex}`;
          const formula = this.formula(key, tex, display, known);
          for (const font of formula.fonts) fonts.add(font);
          if (formula.error === null) pieces[key] = formula.html;
          return formula;
        },
        code: (text, language) => {
          const key = `C${language}\n${text}`;
          const html = Object.hasOwn(known, key) ? known[key] : colourCode(text, language);
          if (html != null) pieces[key] = html;
          return html ?? null;
        },
      };
      try {
        return { body: renderBody(body, linesBefore, context), fonts: [...fonts], pieces, asked: [...asked] };
      } catch (error) {
        if (!(error instanceof EngineNeeded)) throw error;
        await error.load();
      }
    }
  }

  /** What the library of today answers, as text to compare. */
  answer(question: Question): string {
    const name = question.slice(1);
    switch (question[0]) {
      case 'P':
        return shownOf(this.model.byPath.get(name) ?? null);
      case 'N':
        return shownOf(documentNamed(this.model, name));
      case 'D':
        return String(this.model.drafts.has(name));
      case 'd':
        return String(isDraftNamed(this.model, name));
      case 'B':
        return this.source.hashes.get(this.model.portfolio.bibliography as LibraryPath) ?? '';
      case 'F':
        return this.source.hashes.get(name as LibraryPath) ?? '';
      case 'L':
        return this.named(name).join('\n');
      default:
        return String(this.isPublishable(name));
    }
  }

  private isPublishable(path: string): boolean {
    return this.source.hashes.has(path as LibraryPath) && isPublishable(path);
  }

  picture(path: string): PictureFacts | null {
    return this.read(path)?.facts ?? null;
  }

  /** The text of an SVG as it may be published, or null for other files. */
  cleanedSvg(path: string): { readonly text: string; readonly removed: readonly string[] } | null {
    const picture = isPicture(path) ? this.read(path) : null;
    return picture === null || picture.svg === null ? null : { text: picture.svg, removed: picture.removed };
  }

  private read(path: string): SitePicture | null {
    let picture = this.pictures.get(path);
    if (picture === undefined) {
      const there = isPicture(path) && this.source.hashes.has(path as LibraryPath);
      picture = there ? readPicture(this.source.root, path) : null;
      this.pictures.set(path, picture);
    }
    return picture;
  }

  private named(name: string): readonly string[] {
    if (this.byName === null) {
      this.byName = new Map();
      for (const path of this.source.hashes.keys()) {
        const parts = path.split('/');
        for (let from = 0; from < parts.length; from++) {
          const ending = parts.slice(from).join('/');
          const list = this.byName.get(ending);
          if (list === undefined) this.byName.set(ending, [path]);
          else list.push(path);
        }
      }
    }
    return this.byName.get(name.replace(/^(\.{0,2}\/)+/, '')) ?? [];
  }

  private formula(key: string, tex: string, display: boolean, known: Pieces): Formula {
    let formula = this.formulas.get(key);
    if (formula === undefined) {
      const html = Object.hasOwn(known, key) ? known[key] : undefined;
      const result = html === undefined ? setFormula(tex, display) : { html, error: null };
      formula = { ...result, fonts: fontsOf(result.html) };
      this.formulas.set(key, formula);
    }
    return formula;
  }
}

/** What a page shows of another document that it leads to. */
function shownOf(document: SiteDocument | null): string {
  return document === null ? '' : `${document.path}\n${document.output}\n${document.title}`;
}
