/**
 * Makes the Excalidraw package fit an app that asks nothing of the network and forbids `eval`.
 *
 * The published package (pinned in package.json) does four things that Legible cannot have:
 *
 * 1. Every font carries a fallback address on a public CDN, and a font that cannot be fetched leaves
 *    that address in the exported SVG. The fallback goes; a missing font leaves an empty address.
 * 2. The font subsetter builds functions from text (`new Function`, three times). Under a policy
 *    without `unsafe-eval` it throws, and whole fonts are embedded instead of the few letters used.
 *    The three places are rewritten as ordinary closures.
 * 3. It brings 58 languages and all of Mermaid. Legible's interface is English, and drawing from
 *    Mermaid source is not part of the canvas, so both stay out of the build.
 * 4. The subset worker imports whatever chunk its code was bundled into. It gets chunks of its own,
 *    and the build checks that they import nothing else.
 *
 * Every rewrite looks for an exact shape in the published code. When a new version no longer has that
 * shape the build fails with the name of the rewrite: silence would mean a request to the CDN.
 */
import { cpSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const packageFolder = join(root, 'node_modules', '@excalidraw', 'excalidraw', 'dist', 'prod');

/** Where the fonts lie, relative to the page. `renderer/canvas/excalidraw.ts` names the same folder. */
export const fontFolder = 'excalidraw/fonts';

const inPackage = (id) => id.replaceAll('\\', '/').includes('/@excalidraw/excalidraw/dist/prod/');
const name = String.raw`([\w$]+)`;

/**
 * Each rewrite: what it is for, the shape it looks for (exactly once in the whole package), and what
 * takes its place. The identifiers in the published code are shortened, so the shapes capture them.
 */
const rewrites = [
  {
    purpose: 'font fallback address',
    shape: /`https:\/\/esm\.sh\/\$\{[\s\S]{0,160}?\}\/dist\/prod\/`/,
    replace: () => '"about:blank"',
  },
  {
    purpose: 'font fallback in the list of addresses',
    shape: new RegExp(
      String.raw`return ${name}\.push\(new URL\(${name},${name}\.ASSETS_FALLBACK_URL\)\),\1\}`,
    ),
    replace: (urls) => `return ${urls}}`,
  },
  {
    purpose: 'address of a font that could not be fetched',
    shape: /this\.urls\.length\?this\.urls\[this\.urls\.length-1\]\.toString\(\):""\}/,
    replace: () => '""}',
  },
  {
    // An empty style sheet in a stencil's preview would be a violation of the policy each time.
    purpose: 'style sheet of a picture without letters',
    shape: new RegExp(
      String.raw`("style-fonts"\),${name}\.appendChild\(document\.createTextNode\(` +
        '`' +
        String.raw`\$\{[\w$]+\}\$\{${name}\.join\([\w$]+\)\}` +
        '`' +
        String.raw`\)\)),(${name}\.appendChild\(\2\))`,
    ),
    replace: (made, _sheet, faces, append) => `${made},${faces}.length>0&&${append}`,
  },
  {
    purpose: "name of the writer's own stencils",
    shape: /personalLib:"Personal Library"/,
    replace: () => 'personalLib:"Your stencils"',
  },
  {
    purpose: 'name of the stencils that come with the app',
    shape: /excalidrawLib:"Excalidraw Library"/,
    replace: () => 'excalidrawLib:"House stencils"',
  },
  {
    purpose: 'subsetter: a function with a given name',
    shape: new RegExp(
      String.raw`function ${name}\(${name},${name}\)\{return \2=${name}\(\2\),new Function\("body",` +
        '`' +
        String.raw`return function \$\{\2\}\(\) \{\s*"use strict";\s*return body\.apply\(this, arguments\);\s*\};\s*` +
        '`' +
        String.raw`\)\(\3\)\}`,
    ),
    replace: (own, label, body, legal) =>
      `function ${own}(${label},${body}){` +
      `const named=function(...given){return ${body}.apply(this,given)};` +
      `return Object.defineProperty(named,"name",{value:${legal}(${label})})}`,
  },
  {
    purpose: 'subsetter: a call through the function table',
    shape: new RegExp(
      String.raw`function ${name}\(${name}\)\{let ${name}=\[\];for\(let [\w$]+=1;[\s\S]{0,60}?\);` +
        `let ${name}=` +
        '`' +
        String.raw`return function \$\{` +
        '`' +
        String.raw`dynCall_[\s\S]{0,220}?new Function\("dynCall","rawFunction",\4\)\(\2,${name}\)\}`,
    ),
    replace: (own, call, _list, _text, pointer) =>
      `function ${own}(${call}){return(...given)=>${call}(${pointer},...given)}`,
  },
  {
    purpose: 'subsetter: a method of a bound class',
    shape: new RegExp(
      String.raw`function ${name}\(${name},${name},${name},${name},${name}\)\{let ${name}=\3\.length;\7<2&&${name}\("argTypes array size mismatch!` +
        String.raw`[\s\S]{0,1100}?"throwBindingError","invoker","fn","runDestructors","retType","classParam"\],` +
        String.raw`${name}=\[\8,\5,\6,${name},\3\[0\],\3\[1\]\];` +
        String.raw`[\s\S]{0,1400}?\(Function,${name}\)\.apply\(null,\9\)\}`,
    ),
    replace: (own, label, types, owner, invoker, fn, _count, complain, _values, runDestructors) =>
      `function ${own}(${label},${types},${owner},${invoker},${fn}){` +
      `if(${types}.length<2)${complain}("argTypes array size mismatch! Must at least get return value and 'this' types!");` +
      `const onObject=${types}[1]!==null&&${owner}!==null,wanted=${types}.length-2,` +
      `passed=onObject?${types}.slice(1):${types}.slice(2),` +
      `stacked=${types}.slice(1).some(type=>type!==null&&type.destructorFunction===void 0),` +
      `answers=${types}[0].name!=="void";` +
      `return function(...given){` +
      `if(given.length!==wanted)${complain}("function "+${label}+" called with "+given.length+" arguments, expected "+wanted+" args!");` +
      `const stack=stacked?[]:null,values=onObject?[this,...given]:given,` +
      `wired=passed.map((type,i)=>type.toWireType(stack,values[i])),result=${invoker}(${fn},...wired);` +
      `if(stack)${runDestructors}(stack);` +
      `else passed.forEach((type,i)=>{if(type.destructorFunction!==null)type.destructorFunction(wired[i])});` +
      `if(answers)return ${types}[0].fromWireType(result)}}`,
  },
];

/**
 * Rewrites one file of the package; null when nothing in it has to change. `complain` throws; `found`
 * counts the rewrites by purpose.
 */
export function rewritten(code, complain, found = new Map()) {
  let text = code;
  for (const { purpose, shape, replace } of rewrites) {
    if (!shape.test(text)) continue;
    text = text.replace(shape, (_whole, ...groups) => replace(...groups));
    found.set(purpose, (found.get(purpose) ?? 0) + 1);
    if (shape.test(text)) complain(`Excalidraw: more than one place for "${purpose}".`);
  }
  if (/new Function\(|\(Function,/.test(text)) complain('Excalidraw: functions are still built from text.');
  return text === code ? null : text;
}

/** Files of the package that the subset worker needs, read from its own import statements. */
function workerDependencies() {
  const worker = readFileSync(join(packageFolder, 'subset-worker.chunk.js'), 'utf8');
  return [...worker.matchAll(/from\s*"\.\/([^"]+)"|import\s*"\.\/([^"]+)"/g)].map((m) => m[1] ?? m[2]);
}

const noMermaid = '\0legible:no-mermaid';

/** @returns {import('vite').Plugin} */
export function excalidraw() {
  const found = new Map();
  const needed = workerDependencies();
  // The engine is the one with the WebAssembly inside; the rest is shared with the canvas itself.
  const [engine, ...shared] = needed;
  const chunk = (group, files, priority) => ({
    name: group,
    priority,
    test: (id) => inPackage(id) && files.includes(basename(id)),
  });
  let outputFolder = '';

  return {
    name: 'legible:excalidraw',
    apply: 'build',
    enforce: 'pre',

    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [
                chunk('excalidraw-base', shared, 30),
                chunk('excalidraw-subset', [engine], 20),
                chunk('excalidraw-subset-worker', ['subset-worker.chunk.js'], 10),
              ],
            },
          },
        },
      },
    }),

    configResolved(config) {
      outputFolder = resolve(config.root, config.build.outDir);
    },

    // React's server directives in Excalidraw's dependencies mean nothing here, and how the time of a
    // build is shared out is no warning to whoever starts the app.
    onLog(_level, log) {
      return log.code === 'MODULE_LEVEL_DIRECTIVE' || log.code === 'PLUGIN_TIMINGS' ? false : undefined;
    },

    buildStart() {
      found.clear();
    },

    resolveId(source, importer) {
      // Whatever mode the build is in: the rewrites fit the published production files.
      if (source === '@excalidraw/excalidraw') return join(packageFolder, 'index.js');
      if (source === '@excalidraw/excalidraw/index.css') return join(packageFolder, 'index.css');
      if (!importer || !inPackage(importer)) return null;
      if (source === '@excalidraw/mermaid-to-excalidraw') return noMermaid;
      if (/^\.\/locales\/(?!en-|percentages-)/.test(source)) {
        const english = readFileSync(importer, 'utf8').match(/\.\/locales\/en-\w+\.js/);
        return english ? join(dirname(importer), english[0]) : null;
      }
      return null;
    },

    load(id) {
      if (id !== noMermaid) return null;
      return `export async function parseMermaidToExcalidraw(){throw new Error("Mermaid source is kept as text.")}`;
    },

    transform(code, id) {
      if (!inPackage(id) || !id.endsWith('.js')) return null;
      const text = rewritten(code, (message) => this.error(`${message} (${basename(id)})`), found);
      return text === null ? null : { code: text, map: null };
    },

    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const worker = chunks.find((output) => output.name === 'excalidraw-subset-worker');
      // A build of a page without the canvas has nothing to check.
      const used = chunks.some((output) =>
        output.moduleIds.some((id) => id.includes('@excalidraw/excalidraw/')),
      );
      if (!used) return;
      for (const { purpose } of rewrites) {
        const count = found.get(purpose) ?? 0;
        if (count !== 1) this.error(`Excalidraw: "${purpose}" was found ${count} times, expected once.`);
      }
      if (!worker) this.error('Excalidraw: the subset worker has no chunk of its own.');
      const allowed = /excalidraw-(base|subset)|rolldown-runtime/;
      for (const imported of worker.imports) {
        if (!allowed.test(imported)) this.error(`Excalidraw: the subset worker would load ${imported}.`);
      }
      for (const output of chunks) {
        if (output.code.includes('esm.sh')) this.error(`Excalidraw: ${output.fileName} still names the CDN.`);
      }
    },

    writeBundle() {
      cpSync(join(packageFolder, 'fonts'), join(outputFolder, fontFolder), {
        recursive: true,
        filter: (source) => !source.endsWith('.css'),
      });
    },
  };
}
