/** Writes the sources that pages offer: Markdown as it is, the scenes out of drawings. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPayload } from '#core/figure/payload.ts';
import type { LibraryPath } from '#core/host/library-path.ts';
import { drawingsAmong, givesSources, markdownOutput, sceneOutput } from '#core/site/downloads.ts';
import type { SiteModel } from '#core/site/model.ts';
import type { PlannedOutput } from '#core/site/plan.ts';
import type { LibrarySource } from './library-source.ts';
import type { SharedFiles } from './shared-files.ts';
import type { Sink } from './sink.ts';

export class SourceDownloads {
  constructor(
    private readonly source: LibrarySource,
    private readonly model: SiteModel,
    private readonly sink: Sink,
    private readonly shared: SharedFiles,
  ) {}

  /** Before anything is written: the Markdown files. */
  planned(): PlannedOutput[] {
    return this.givers().map((document) => ({
      output: markdownOutput(document),
      origin: `the source of ${document.path}`,
    }));
  }

  /** Hands on the files; answers the scenes, which only the pages' figures tell. */
  async write(assetsOf: ReadonlyMap<string, readonly string[]>): Promise<PlannedOutput[]> {
    const drawings = new Set<string>();
    for (const document of this.givers()) {
      const hash = this.source.hashes.get(document.path as LibraryPath) ?? '';
      const output = markdownOutput(document);
      if (!this.sink.keep(output, hash))
        this.sink.write(output, readFileSync(join(this.source.root, document.path)));
      for (const path of drawingsAmong(assetsOf.get(document.path) ?? [])) drawings.add(path);
    }
    for (const path of [...drawings].sort()) {
      const hash = this.source.hashes.get(path as LibraryPath) ?? '';
      await this.shared.group(`scene ${path}`, hash, () => {
        const scene = readPayload(readFileSync(join(this.source.root, path), 'utf8'));
        // A drawing that lost its scene is still shown; an empty drawing says that there is nothing in it.
        return [
          [sceneOutput(path), scene.ok ? scene.value : '{"type":"excalidraw","version":2,"elements":[]}\n'],
        ];
      });
    }
    return [...drawings].map((path) => ({ output: sceneOutput(path), origin: `the scene of ${path}` }));
  }

  private givers() {
    return this.model.documents.filter((document) => givesSources(this.model, document));
  }
}
