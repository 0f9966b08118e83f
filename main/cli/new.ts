import { resolve } from 'node:path';
import { createLibrary } from '#main/services/new-library.ts';
import type { Command } from './command.ts';

export const command: Command = {
  name: 'new',
  usage: 'new DIR [--sample]',
  summary: 'Makes a new library; --sample fills it with the example portfolio.',
  options: { sample: 'flag' },
  operands: { min: 1, max: 1 },
  async run({ operands, flags }, console) {
    const place = resolve(operands[0] ?? '');
    const created = await createLibrary(place, flags.has('sample'));
    if (!created.ok) {
      console.complain(created.error.message);
      return 1;
    }
    console.print(`Made ${created.value}. Open it with: legible serve ${operands[0]}`);
    return 0;
  },
};
