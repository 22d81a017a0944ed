/** `npm run bench -- first-page` or `-- sync`: figures of the built product, medians of several rounds, beside their commit. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { firstPage } from './first-page.ts';
import { syncBench } from './sync/index.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const benches = new Map<string, (argv: readonly string[]) => Promise<object>>([
  ['first-page', () => firstPage(9)],
  ['sync', (argv) => syncBench(argv, say)],
]);

const [name = 'first-page', ...argv] = process.argv.slice(2);
const bench = benches.get(name);
if (!bench) {
  process.stderr.write(`There is no bench "${name}". Benches: ${[...benches.keys()].join(', ')}.\n`);
  process.exit(2);
}
const result = {
  bench: name,
  date: new Date().toISOString().slice(0, 10),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  cores: availableParallelism(),
  ...(await bench(argv)),
};
// Arguments make it a part of the whole: only the whole is kept.
if (argv.length === 0) {
  const folder = new URL('results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
}
say(JSON.stringify(result, null, 2));
