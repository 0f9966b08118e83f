/** The site looked at before it is published: themes, widths, light and dark, in a frame that runs nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, legible, temporaryFolder } from './app.ts';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
let desk: Desk;

beforeAll(async () => {
  const made = legible('new', library, '--sample');
  expect(made.status, made.stderr).toBe(0);
  writeFileSync(
    join(library, 'posts', 'script.md'),
    '---\ntitle: Script\ndate: 2020-01-01\n---\n\n<script>parent.ran = true</script>\n\n[Out](https://example.org/)\n',
  );
  desk = await Desk.open(library);
}, 180_000);

afterAll(async () => {
  await desk?.close();
  folder[Symbol.dispose]();
});

/** Long enough for a build on a busy machine. */
const patient = { timeout: 15_000 };

describe('the preview', () => {
  it('shows the site in each theme, at two widths, light and dark, and follows its links', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
    const site = page.frameLocator('iframe[title="Preview of the site"]');
    await site.getByRole('heading', { level: 1, name: 'Noa Lindqvist' }).waitFor();
    const ground = () => site.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    await expect.poll(ground, patient).toBe('rgb(253, 251, 246)');
    await page.getByRole('button', { name: 'Dark', exact: true }).click();
    await expect.poll(ground, patient).toBe('rgb(31, 29, 25)');
    await page.getByLabel('Theme').last().selectOption('notebook');
    await expect.poll(ground, patient).toBe('rgb(18, 25, 28)');
    expect(await site.locator('body').evaluate(() => innerWidth)).toBe(1280);
    await page.getByRole('button', { name: 'Phone', exact: true }).click();
    await expect.poll(() => site.locator('body').evaluate(() => innerWidth), patient).toBe(390);
    await site.getByRole('navigation').getByRole('link', { name: 'About' }).click();
    await site.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    await page.getByRole('button', { name: 'Light', exact: true }).click();
    await expect.poll(ground, patient).toBe('rgb(251, 252, 251)');
    await site.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    // Stand-ins name fonts of the machine, which may lack them; the theme's own must come.
    const fonts = await site
      .locator('body')
      .evaluate(() =>
        document.fonts.ready.then((all) =>
          [...all].filter((font) => /Legible/.test(font.family)).map((font) => font.status),
        ),
      );
    expect(fonts).toContain('loaded');
    expect(fonts).not.toContain('error');
  });

  it('writes the theme into portfolio.yml when it is asked to, and nothing else', async () => {
    const before = readFileSync(join(library, 'portfolio.yml'), 'utf8');
    await desk.page.getByRole('button', { name: 'Use this theme' }).click();
    await expect
      .poll(() => readFileSync(join(library, 'portfolio.yml'), 'utf8'), patient)
      .toBe(before.replace('theme: paper', 'theme: notebook'));
    await desk.page.getByRole('button', { name: 'Use this theme' }).waitFor({ state: 'detached' });
  });

  it('cannot be framed by others, runs nothing and asks nobody', async () => {
    const { page } = desk;
    const answer = await page.request.get(new URL('/preview/light/posts/script.html', page.url()).href);
    expect(answer.status()).toBe(200);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toMatch(/sandbox allow-same-origin$/);
    for (const path of [
      '/preview/light/../../index.html',
      '/preview/light/%2e%2e/x.html',
      '/preview/x/index.html',
    ])
      expect(
        (await page.request.get(new URL(page.url()).origin + path)).headers()['content-security-policy'],
      ).not.toContain('sandbox allow');
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(desk.foreignRequests).toEqual([]);
  });
});
