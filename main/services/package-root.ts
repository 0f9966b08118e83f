/** Where Legible itself lies: the folder with its package.json, also inside an app.asar. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function find(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const description = join(folder, 'package.json');
    if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).name === 'legible')
      return folder;
    if (dirname(folder) === folder) throw new Error('The package.json of Legible was not found.');
  }
}

export const packageRoot: string = find();

export const packageVersion: string = JSON.parse(
  readFileSync(join(packageRoot, 'package.json'), 'utf8'),
).version;
