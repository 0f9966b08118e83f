/**
 * The other generators, set up as a careful user would: the same posts, one layout, a list page,
 * tag pages and a feed, with maths and code finished at build time.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePeerPosts } from './corpus.mjs';

const say = (text) => process.stderr.write(`${text}\n`);

function install(folder, packages) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const run = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...packages],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  return run.status === 0;
}

/** Each peer answers how to run it, or null with a line that says why it is left out. */
export const peers = {
  eleventy(folder, posts) {
    mkdirSync(folder, { recursive: true });
    if (
      !install(folder, [
        '@11ty/eleventy@3.1.8',
        '@11ty/eleventy-plugin-syntaxhighlight@5.0.2',
        '@11ty/eleventy-plugin-rss@2.0.4',
        'markdown-it-footnote@4.0.0',
        '@mdit/plugin-katex@0.25.2',
        'katex@0.18.11',
      ])
    ) {
      say('Eleventy: left out, its packages could not be installed.');
      return null;
    }
    writePeerPosts(folder, posts, {
      postsFolder: 'posts',
      figuresFolder: 'figures',
      extraFront: ['layout: post.njk'],
      figureAddress: '/figures/',
    });
    mkdirSync(join(folder, '_includes'), { recursive: true });
    writeFileSync(
      join(folder, 'eleventy.config.js'),
      `import syntaxHighlight from '@11ty/eleventy-plugin-syntaxhighlight';
import { feedPlugin } from '@11ty/eleventy-plugin-rss';
import footnote from 'markdown-it-footnote';
import { katex } from '@mdit/plugin-katex';
export default function (config) {
  config.addPlugin(syntaxHighlight);
  config.addPlugin(feedPlugin, { type: 'rss', outputPath: '/feed.xml', collection: { name: 'post', limit: 10 }, metadata: { language: 'en', title: 'Bench', subtitle: '', base: 'https://example.org/', author: { name: 'Bench' } } });
  config.amendLibrary('md', (md) => md.use(footnote).use(katex));
  config.addCollection('post', (api) => api.getFilteredByGlob('posts/*.md'));
  config.addPassthroughCopy('figures');
}
`,
    );
    writeFileSync(
      join(folder, '_includes', 'post.njk'),
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="/katex.css"></head><body><main><h1>{{ title }}</h1><p>{{ summary }}</p>{{ content | safe }}</main></body></html>\n',
    );
    writeFileSync(
      join(folder, 'index.njk'),
      '<!doctype html><html lang="en"><head><title>Bench</title></head><body><ul>{% for post in collections.post %}<li><a href="{{ post.url }}">{{ post.data.title }}</a> {{ post.data.summary }}</li>{% endfor %}</ul></body></html>\n',
    );
    writeFileSync(
      join(folder, 'tags.njk'),
      '---\npagination: { data: collections, size: 1, alias: tag }\npermalink: /tags/{{ tag | slugify }}/\n---\n<ul>{% for post in collections[tag] %}<li><a href="{{ post.url }}">{{ post.data.title }}</a></li>{% endfor %}</ul>\n',
    );
    return {
      command: [process.execPath, join('node_modules', '@11ty', 'eleventy', 'cmd.cjs'), '--quiet'],
      output: '_site',
      cwd: folder,
      postsFolder: 'posts',
    };
  },

  hugo(folder, posts) {
    const version = spawnSync('hugo', ['version'], { encoding: 'utf8' });
    const found = /v0\.(\d+)/.exec(version.stdout ?? '');
    if (found === null) {
      say('Hugo: left out, it is not on this machine.');
      return null;
    }
    if (Number(found[1]) < 132) {
      say(`Hugo: left out, version 0.${found[1]} can't render maths at build time (0.132 can).`);
      return null;
    }
    writePeerPosts(folder, posts, {
      postsFolder: 'content/posts',
      figuresFolder: 'static/figures',
      figureAddress: '/figures/',
    });
    mkdirSync(join(folder, 'layouts', '_default', '_markup'), { recursive: true });
    writeFileSync(
      join(folder, 'hugo.toml'),
      `baseURL = 'https://example.org/'\ntitle = 'Bench'\n[taxonomies]\ntag = 'tags'\n[markup.goldmark.extensions.passthrough]\nenable = true\n[markup.goldmark.extensions.passthrough.delimiters]\nblock = [['$$', '$$']]\ninline = [['$', '$']]\n[markup.highlight]\nnoClasses = false\n`,
    );
    writeFileSync(
      join(folder, 'layouts', '_default', '_markup', 'render-passthrough.html'),
      '{{ transform.ToMath .Inner (dict "displayMode" (eq .Type "block") "output" "htmlAndMathml") }}',
    );
    writeFileSync(
      join(folder, 'layouts', '_default', 'single.html'),
      '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><main><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ .Content }}</main></body></html>\n',
    );
    writeFileSync(
      join(folder, 'layouts', '_default', 'list.html'),
      '<!doctype html><html lang="en"><body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ul></body></html>\n',
    );
    writeFileSync(
      join(folder, 'layouts', 'index.html'),
      '<!doctype html><html lang="en"><body><ul>{{ range .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n',
    );
    return { command: ['hugo', '--quiet'], output: 'public', cwd: folder, postsFolder: 'content/posts' };
  },

  astro(folder, posts) {
    const [major, minor] = process.versions.node.split('.').map(Number);
    if (major < 22 || (major === 22 && minor < 12)) {
      say(`Astro: left out, version 7 needs Node 22.12 and this is ${process.versions.node}.`);
      return null;
    }
    mkdirSync(folder, { recursive: true });
    if (!install(folder, ['astro@7.3.5', 'remark-math@6.0.0', 'rehype-katex@7.0.1'])) {
      say('Astro: left out, its packages could not be installed.');
      return null;
    }
    writePeerPosts(folder, posts, {
      postsFolder: 'src/pages/posts',
      figuresFolder: 'public/figures',
      extraFront: ['layout: ../../layouts/post.astro'],
      figureAddress: '/figures/',
    });
    mkdirSync(join(folder, 'src', 'layouts'), { recursive: true });
    writeFileSync(
      join(folder, 'astro.config.mjs'),
      "import { defineConfig } from 'astro/config';\nimport remarkMath from 'remark-math';\nimport rehypeKatex from 'rehype-katex';\nexport default defineConfig({ site: 'https://example.org', markdown: { remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] } });\n",
    );
    writeFileSync(
      join(folder, 'src', 'layouts', 'post.astro'),
      '---\nconst { frontmatter } = Astro.props;\n---\n<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{frontmatter.title}</title></head><body><main><h1>{frontmatter.title}</h1><p>{frontmatter.summary}</p><slot /></main></body></html>\n',
    );
    writeFileSync(
      join(folder, 'src', 'pages', 'index.astro'),
      '---\nconst posts = Object.values(import.meta.glob("./posts/*.md", { eager: true }));\n---\n<!doctype html><html lang="en"><body><ul>{posts.map((post) => <li><a href={post.url}>{post.frontmatter.title}</a></li>)}</ul></body></html>\n',
    );
    return {
      command: [process.execPath, join('node_modules', 'astro', 'astro.js'), 'build', '--silent'],
      output: 'dist',
      cwd: folder,
      postsFolder: 'src/pages/posts',
    };
  },
};
