/** The app itself, looked at by axe: every part of it, in both themes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Desk, legible, temporaryFolder } from './app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const post = 'A wide layer lets a probe fit';

interface Axe {
  run(
    context: { exclude: readonly string[] },
    options: { runOnly?: { type: 'rule'; values: readonly string[] } },
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

const folder = temporaryFolder();
let desk: Desk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

/** What axe finds on the screen, as `where: rule: element`. */
async function violations(
  where: string,
  rules: readonly string[],
  exclude: readonly string[] = [],
): Promise<string[]> {
  const page = desk?.page;
  if (page === undefined) throw new Error('No page is open.');
  await page.evaluate(() => document.fonts.ready);
  // What moves is looked at where it comes to rest.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  );
  return await page.evaluate(
    async ([source, place, only, left]) => {
      const global = globalThis as unknown as { axe?: Axe };
      // The policy forbids it as a script, so it is handed over by the test: the page runs with `bypassCSP`.
      if (global.axe === undefined) new Function(source)();
      const found = await (global.axe as Axe).run(
        { exclude: left },
        only.length > 0 ? { runOnly: { type: 'rule', values: only } } : {},
      );
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(
          (node) =>
            `${place}: ${id}: ${node.html.slice(0, 160)} ${(node.failureSummary ?? '').slice(0, 220)}`,
        ),
      );
    },
    [axe, where, rules, exclude] as const,
  );
}

describe.each(['light', 'dark'] as const)('axe finds nothing, in %s,', (colorScheme) => {
  const context = { colorScheme, bypassCSP: true };
  // Only the colours differ between the themes.
  const rules = colorScheme === 'light' ? [] : ['color-contrast', 'link-in-text-block'];

  it('on the first screen', async () => {
    desk = await Desk.open(null, context);
    await desk.page.getByRole('heading', { name: 'Legible' }).waitFor();
    expect(await violations('welcome', rules)).toEqual([]);
  });

  it('on the page, beside it, and over it', async () => {
    const library = join(folder.path, colorScheme);
    expect(legible('new', library, '--sample').status).toBe(0);
    desk = await Desk.open(library, context);
    const { page } = desk;
    const found: string[] = [];
    const look = async (where: string, exclude: readonly string[] = []) => {
      found.push(...(await violations(where, rules, exclude)));
    };
    await desk.openDocument(post);
    const panel = page.getByRole('complementary', { name: /reader/i });
    await page.locator('[data-prompt]').first().waitFor();
    await look('editor');
    for (const tab of await panel.getByRole('tab').all()) {
      await tab.click();
      await look(`reader panel, ${await tab.innerText()}`);
    }
    await panel.getByRole('tab').first().click();
    await page.locator('[data-prompt] button').first().click();
    await look('a question opened');

    await page.getByRole('button', { name: 'Markdown source' }).click();
    await page.locator('textarea.source-view').waitFor();
    await look('source');
    await page.getByRole('button', { name: 'Markdown source' }).click();
    await desk.text.waitFor();

    await page.keyboard.press('ControlOrMeta+k');
    await page.locator('.palette-row').first().waitFor();
    await look('palette');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'New document' }).click();
    await page.getByRole('dialog').waitFor();
    await look('new document');
    await page.keyboard.press('Escape');

    await page.locator('.sidebar').getByRole('button', { name: 'Readers', exact: true }).click();
    await page.getByRole('heading', { name: 'Readers' }).waitFor();
    await look('readers');
    await page.getByRole('button', { name: 'Back to the page' }).click();

    await page.locator('.ProseMirror figure img').first().dblclick();
    await page.locator('.canvas-stage canvas.interactive').waitFor();
    await page.locator('[data-canvas-save-state="saved"]').waitFor();
    // The button of Excalidraw's own menu has no name; its markup is not ours.
    await look('canvas', ['.excalidraw .main-menu-trigger']);
    await page.getByRole('button', { name: 'Close', exact: true }).click();

    await page.getByRole('button', { name: 'Publish', exact: true }).first().click();
    await page.getByText('What will change').waitFor();
    await look('publish');
    expect(found).toEqual([]);
  });
});
