import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { run } from '../ground/child.mjs';
import { inRoot } from '../ground/place.mjs';
import { bad, exitsWell, good, together } from './result.mjs';

/** What scripts/checks/known-bad/server/src/comments/careless.ts does wrong. */
const MUST_FIND = [
  'no-explicit-any',
  'eqeqeq',
  'no-console',
  'no-process-env',
  'no-floating-promises',
  'no-misused-promises',
];

export async function lint() {
  return together([
    await exitsWell(inRoot('node_modules/.bin/oxlint'), []),
    await linterSees(),
    await noWildcards(),
  ]);
}

/** Without its type information oxlint says nothing about promises, and exits with 0. */
async function linterSees() {
  const args = ['-c', 'oxlintrc.json', '--type-aware', '-f', 'unix', 'server/src/comments/careless.ts'];
  const { output } = await run(inRoot('node_modules/.bin/oxlint'), args, {
    cwd: inRoot('scripts/checks/known-bad'),
  });
  const missed = MUST_FIND.filter((rule) => !output.includes(`(${rule})`));
  return missed.length === 0 ? good() : bad(`blind to ${missed.join(', ')}`, output);
}

/** An index lists what it shows by name: a reader sees it, and nothing slips out. */
async function noWildcards() {
  const found = [];
  for await (const file of glob('{server,client,schema,packages/*}/src/**/*.{ts,tsx}', { cwd: inRoot() })) {
    if (file.includes('generated')) continue;
    readFileSync(inRoot(file), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        if (line.startsWith('export *'))
          found.push(`${file}:${index + 1}: name what is exported instead of *`);
      });
  }
  return found.length === 0 ? good() : bad('export *', found.join('\n'));
}
