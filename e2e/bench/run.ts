/** `npm run bench -- first-page`: figures of the built product, medians of several rounds, written beside their commit. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { firstPage } from './first-page.ts';

const name = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'first-page';
if (name !== 'first-page') {
  process.stderr.write(`There is no bench "${name}". Benches: first-page.\n`);
  process.exit(2);
}
const result = {
  bench: name,
  date: new Date().toISOString().slice(0, 10),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  cores: availableParallelism(),
  ...(await firstPage(9)),
};
const folder = new URL('results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
