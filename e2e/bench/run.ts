/** `npm run bench -- first-page`, `-- comments`, `-- margin`, `-- decisions`, `-- graphql`, `-- subscriptions` or `-- sync`: figures of the built product, medians of several rounds, beside their commit. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { commentsBench } from './comments.ts';
import { decisionBench } from './decisions.ts';
import { firstPage } from './first-page.ts';
import { queryBench } from './graphql/query.ts';
import { subscriptionsBench } from './graphql/subscriptions.ts';
import { marginBench } from './margin.ts';
import { syncBench } from './sync/index.ts';
import { keep } from './sync/kept.ts';
import { writeReadme } from './sync/readme.ts';

const results = new URL('results/', import.meta.url);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [name = 'first-page', ...argv] = process.argv.slice(2);
const date = new Date().toISOString().slice(0, 10);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();

/** A try leaves nothing behind: only the whole is kept. */
function keepFigures(file: string, figures: object, whole = true): void {
  const result = { bench: name, date, commit, cores: availableParallelism(), ...figures };
  mkdirSync(results, { recursive: true });
  if (whole) writeFileSync(new URL(`${file}.json`, results), `${JSON.stringify(result, null, 2)}\n`);
  else say('A try: nothing is kept.');
}

if (name === 'first-page') {
  const figures = await firstPage(9);
  say(JSON.stringify(figures, null, 2));
  keepFigures(name, figures, argv.length === 0);
} else if (name === 'comments') {
  keepFigures(name, await commentsBench(40, say, argv[0]));
} else if (name === 'margin') {
  keepFigures(name, await marginBench(5, say, argv[0]));
} else if (name === 'decisions') {
  const figures = await decisionBench(60);
  say(JSON.stringify(figures, null, 2));
  keepFigures(name, figures);
} else if (name === 'graphql') {
  const { whole, ...figures } = await queryBench(argv, say);
  keepFigures('graphql-query', figures, whole);
} else if (name === 'subscriptions') {
  const { whole, ...figures } = await subscriptionsBench(argv, say);
  keepFigures('graphql-subscriptions', figures, whole);
} else if (name === 'sync' && argv[0] === '--readme') {
  writeReadme();
} else if (name === 'sync') {
  const result = await syncBench(argv, say);
  if (result.whole) keep(result, date, commit);
  else say('A try: nothing is kept.');
} else {
  process.stderr.write(
    `There is no bench "${name}". Benches: comments, decisions, first-page, graphql, margin, subscriptions, sync.\n`,
  );
  process.exit(2);
}
