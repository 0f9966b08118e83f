import { expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';

it('starts a real browser from npm alone', async () => {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.setContent('<h1>Legible</h1>');
  expect(await page.getByRole('heading').innerText()).toBe('Legible');
  await browser.close();
});
