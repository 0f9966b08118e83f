/**
 * `npm test`: builds what is stale, runs every runner, and ends with one line that adds them up.
 *
 *   npm test             everything
 *   npm test -- unit     one project (unit, dom, e2e)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, root } from '../main/build/build.mjs';

const chosen = process.argv.slice(2);
const projects = ['unit', 'dom', 'e2e'].filter((name) => chosen.length === 0 || chosen.includes(name));

const reports = mkdtempSync(join(tmpdir(), 'legible-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
let broken = false;

await ensureBuilt();
for (const project of projects) {
  const report = join(reports, `${project}.json`);
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [
    vitest,
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (run.status !== 0) broken = true;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    total.passed += result.numPassedTests;
    total.failed += result.numFailedTests;
    total.skipped += result.numPendingTests + result.numTodoTests;
    // A file that fails to load has no tests of its own, yet it is a failure.
    total.failed += result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
  } catch {
    process.stderr.write(`The ${project} tests ended without a report.\n`);
    total.failed += 1;
    broken = true;
  }
}
rmSync(reports, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = broken || total.failed > 0 ? 1 : 0;
