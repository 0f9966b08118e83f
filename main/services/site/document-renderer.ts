/** Renders documents one after another, with what they share: pictures, engines, names of files. */
import type { LibraryPath } from '#core/host/library-path.ts';
import type { Bibliography } from '#core/references/bibtex.ts';
import { renderBody } from '#core/site/body.ts';
import type { BodyContext, PictureFacts } from '#core/site/body-context.ts';
import type { SiteDocument, SiteModel } from '#core/site/model.ts';
import type { RenderedBody } from '#core/site/rendered.ts';
import { colourCode, fontsOf, loadHighlight, loadMaths, type MathsResult, setFormula } from './engines.ts';
import type { LibrarySource } from './library-source.ts';
import { isPicture, isPublishable, readPicture, type SitePicture } from './pictures.ts';

export class DocumentRenderer {
  /** KaTeX's fonts that the formulas so far ask for. */
  readonly mathsFonts = new Set<string>();
  private readonly pictures = new Map<string, SitePicture | null>();
  private readonly formulas = new Map<string, MathsResult>();
  private byName: Map<string, string[]> | null = null;

  constructor(
    private readonly source: LibrarySource,
    private readonly model: SiteModel,
    private readonly bibliography: Bibliography,
  ) {}

  async render(document: SiteDocument, body: string, linesBefore: number): Promise<RenderedBody> {
    if (/\$|\\[([]|\\begin\{/.test(body)) await loadMaths();
    if (/`{3}|~{3}/.test(body)) await loadHighlight();
    const context: BodyContext = {
      model: this.model,
      document,
      bibliography: this.bibliography,
      picture: (path) => this.picture(path),
      named: (name) => this.named(name),
      publishable: (path) => this.source.hashes.has(path as LibraryPath) && isPublishable(path),
      maths: (tex, display) => this.formula(tex, display),
      code: colourCode,
    };
    return renderBody(body, linesBefore, context);
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

  private formula(tex: string, display: boolean): MathsResult {
    const key = `${display ? 'd' : 'i'}${tex}`;
    let result = this.formulas.get(key);
    if (result === undefined) {
      result = setFormula(tex, display);
      this.formulas.set(key, result);
    }
    fontsOf(result.html, this.mathsFonts);
    return result;
  }
}
