/** What the app says beside a preview: the themes that there are, and the one that is worn. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SitePreview, ThemeSummary } from '#core/host/contract.ts';
import { parsePortfolio } from '#core/site/portfolio.ts';
import { parseTheme } from '#core/site/theme.ts';
import { themeNames, themesFolder } from './theme-files.ts';

/** `root` is the library's folder. A theme that cannot be read is not offered. */
export function previewFacts(root: string): SitePreview {
  const ownFolder = join(root, 'themes');
  const ownNames = existsSync(ownFolder) ? readdirSync(ownFolder).sort() : [];
  const own = ownNames.flatMap((id) => summaryOf(ownFolder, id, true));
  const shipped = themeNames()
    .filter((id) => !own.some((theme) => theme.id === id))
    .flatMap((id) => summaryOf(themesFolder, id, false));
  const portfolio = join(root, 'portfolio.yml');
  const text = existsSync(portfolio) ? readFileSync(portfolio, 'utf8') : null;
  return { chosen: parsePortfolio(text, '').portfolio.theme, themes: [...shipped, ...own] };
}

function summaryOf(folder: string, id: string, own: boolean): ThemeSummary[] {
  const place = join(folder, id, 'theme.json');
  if (!existsSync(place)) return [];
  const parsed = parseTheme(readFileSync(place, 'utf8'));
  return 'problem' in parsed ? [] : [{ id, name: parsed.theme.name, summary: parsed.theme.summary, own }];
}
