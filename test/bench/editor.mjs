/**
 * `npm run bench:editor`: opening a 50,000-word document, and saving one changed sentence in it, beside a
 * plain prosemirror-markdown set-up with the same text, in turn in one run. Prints medians, ratios, and the
 * ratio of the fastest rounds, which a busy machine disturbs least.
 *
 * Opening is from text to a ProseMirror document in a fresh editor state; saving is from the changed state to
 * the text of the file. Both are bundled as the app is and run in Node, without a screen: drawing the page is the browser's work, alike for both.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from '../../main/build/build.mjs';
import { writeLibrary } from './site/corpus.mjs';

const words = 50_000;
const rounds = 40;

function longText() {
  const folder = mkdtempSync(join(tmpdir(), 'legible-bench-'));
  try {
    writeLibrary(folder, 60);
    let text = '';
    for (let i = 0; text.split(/\s+/).length < words; i += 1) {
      const post = readFileSync(join(folder, 'posts', `post-${String(i).padStart(5, '0')}.md`), 'utf8');
      text += `${post.replace(/^---[\s\S]*?\n---\n\n/, '').replaceAll(/\[\^([ab])\]/g, `[^$1${i}]`)}\n`;
    }
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
function timed(work) {
  const started = performance.now();
  const value = work();
  return [performance.now() - started, value];
}

const bundle = mkdtempSync(join(tmpdir(), 'legible-bench-'));
try {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'test', 'bench', 'editor-entry.ts'),
      outDir: bundle,
      target: 'es2023',
      rollupOptions: { output: { entryFileNames: 'editor.mjs' } },
    },
  });
  const measured = await import(pathToFileURL(join(bundle, 'editor.mjs')).href);
  const { DocumentText, EditorState, getSchema, schemaExtensions } = measured;
  const { defaultMarkdownParser, defaultMarkdownSerializer } = measured;
  const schema = getSchema([...schemaExtensions]);
  const text = longText();

  const ours = {
    open: () => {
      const source = new DocumentText(schema, text);
      const state = EditorState.create({ doc: source.nodes() });
      source.pair(state.doc);
      return { source, state };
    },
    save: ({ source }, state) => source.compose(state.doc),
  };
  const plain = {
    open: () => ({ state: EditorState.create({ doc: defaultMarkdownParser.parse(text) }) }),
    save: (_, state) => defaultMarkdownSerializer.serialize(state.doc),
  };
  const sentence = (state) => {
    const middle = Math.floor(state.doc.childCount / 2);
    let position = 0;
    for (let i = 0; i < state.doc.childCount; i += 1) {
      const block = state.doc.child(i);
      if (i >= middle && block.type.name === 'paragraph')
        return state.apply(state.tr.insertText('Changed. ', position + 1));
      position += block.nodeSize;
    }
    throw new Error('The document has no paragraph after its middle.');
  };

  const times = { ours: { open: [], save: [] }, plain: { open: [], save: [] } };
  for (let round = -3; round < rounds; round += 1) {
    for (const [name, way] of Object.entries({ ours, plain })) {
      const [open, opened] = timed(way.open);
      const changed = sentence(opened.state);
      const [save, saved] = timed(() => way.save(opened, changed));
      if (!saved.includes('Changed. ')) throw new Error(`${name} lost the change.`);
      if (round < 0) continue; // warming up
      times[name].open.push(open);
      times[name].save.push(save);
    }
  }
  console.log(`${text.split(/\s+/).length} words, ${rounds} rounds, Node ${process.versions.node}\n`);
  console.log(
    '| | Legible (ms) | prosemirror-markdown (ms) | ratio | of the fastest |\n|---|---:|---:|---:|---:|',
  );
  for (const what of ['open', 'save']) {
    const [a, b] = [median(times.ours[what]), median(times.plain[what])];
    const fastest = Math.min(...times.ours[what]) / Math.min(...times.plain[what]);
    console.log(
      `| ${what} | ${a.toFixed(1)} | ${b.toFixed(1)} | ${(a / b).toFixed(2)} | ${fastest.toFixed(2)} |`,
    );
  }
} finally {
  rmSync(bundle, { recursive: true, force: true });
}
