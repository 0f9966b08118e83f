/** A library's own style sheet may dress the site and may ask nobody. */
import { describe, expect, it } from 'vitest';
import { safeAddress } from '#core/site/escape.ts';
import { ownStyle } from '#core/site/own-style.ts';
import { temporaryFolder } from '#test/unit/host/temporary-folder.ts';
import { exportTo, readAll, smallLibrary, writeFiles } from './small-library.ts';

describe('theme.css', () => {
  it.each([
    ':root{--ink:#111;--paper:#fff}',
    'q::before{content:"\\201C"}',
    '@font-face{font-family:X;src:url("fonts/my font.woff2") format("woff2")}',
    'h1{background:url(data:image/png;base64,AAAA)}',
    'svg{filter:url(#soft)}',
    '@media (min-width:40em){main{max-width:60ch}}',
  ])('is published: %s', (css) => {
    expect(ownStyle(css)).toEqual({ ok: true, css: `${css}\n` });
  });

  it.each([
    '@import "https://evil.example/x.css";',
    '@IMPORT url(other.css);',
    '@im\\70ort "//evil.example/x.css";',
    '@\\000069 mport "x.css";',
    'a{background:url(https://evil.example/x)}',
    'a{background:URL( "HTTPS://evil.example/x" )}',
    'a{background:u\\72l(//evil.example/x)}',
    'a{background:url(\\2f\\2f evil.example/x)}',
    'a{background:url("\\68ttps://evil.example/x")}',
    'a{background:url(\\\\\\\\evil.example\\\\x)}',
    'a{background:url(/etc/passwd)}',
    'a{background:url(file:///etc/passwd)}',
    'a{background:image-set("https://evil.example/x" 1x)}',
    'a{background:-webkit-image-set("https://evil.example/x" 1x)}',
    '@font-face{font-family:x;src:src("https://evil.example/x")}',
    'a{--x:url(https://evil.example/x)}',
    'a{content:"/*"}b{background:url(https://evil.example/x)}c{content:"*/"}d{background:url(//evil.example)}',
    '\ufeff@charset "iso-2022-jp";@import "x";',
  ])('is left out: %s', (css) => {
    expect(ownStyle(css)).toMatchObject({ ok: false });
  });

  it('is published as it was checked: a comment sign in a string hides nothing', () => {
    const style = ownStyle('a{content:"/*"}b{background:url(https://evil.example/x)}c{content:"*/"}');
    expect(style.ok && style.css).not.toContain('evil');
  });
});

describe('a site whose theme.css reaches out', () => {
  const folders = temporaryFolder();

  it('is built without it, and says why', async () => {
    const library = folders.make();
    const site = `${folders.make()}/site`;
    writeFiles(library, { ...smallLibrary, 'theme.css': '@import "https://evil.example/x.css";' });
    const outcome = await exportTo(library, site);
    expect(outcome.ok && outcome.value.problems).toContainEqual(
      expect.objectContaining({
        path: 'theme.css',
        rule: 'theme-reaches-out',
        message: 'theme.css is left out: it imports another sheet with @import.',
      }),
    );
    for (const [path, text] of readAll(site)) {
      expect(path).not.toContain('own.css');
      expect(text, path).not.toContain('own.css');
    }
  });
});

describe('an address that names a host only once invisible characters are gone', () => {
  it.each(['/\u00ad/evil.example', '\u180e//evil.example', '/\u2063\\evil.example'])(
    'is no link: %j',
    (address) => {
      expect(safeAddress(address)).toBeNull();
    },
  );
});
