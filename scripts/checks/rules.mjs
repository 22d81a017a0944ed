import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { inRoot } from '../ground/place.mjs';
import { bad, good } from './result.mjs';

const TESTS = '{server,client,schema,e2e,packages/*,scripts}/**/*.{test.ts,test.tsx,spec.ts}';
const LABS = 'e2e/lab/**/*.ts';

/** RULES.md and the tests name each other: every rule has a test that quotes it, and no test quotes a rule nobody wrote. */
export async function rules() {
  const stated = new Map();
  const doubled = [];
  for (const [, id] of readFileSync(inRoot('RULES.md'), 'utf8').matchAll(/^- \*\*([A-Z]{2,4}\d+)\*\*/gm)) {
    if (stated.has(id)) doubled.push(id);
    stated.set(id, 0);
  }
  const unknown = [];
  for (const pattern of [TESTS, LABS]) {
    for await (const file of glob(pattern, {
      cwd: inRoot(),
      exclude: (name) => /node_modules|dist/.test(name),
    })) {
      for (const [, quoted] of readFileSync(inRoot(file), 'utf8').matchAll(
        /(?<=['"`(\]])\[([A-Z]{2,4}\d+(?:, ?[A-Z]{2,4}\d+)*)\]/g,
      )) {
        for (const id of quoted.split(/, ?/)) {
          if (stated.has(id)) stated.set(id, stated.get(id) + 1);
          else unknown.push(`${file} quotes [${id}], which RULES.md does not have`);
        }
      }
    }
  }
  const untested = [...stated]
    .filter(([, count]) => count === 0)
    .map(([id]) => `${id} has no test that quotes it`);
  const problems = [...doubled.map((id) => `${id} stands twice in RULES.md`), ...untested, ...unknown];
  if (stated.size === 0) return bad('RULES.md states no rule');
  return problems.length === 0
    ? good(`${stated.size} rules`)
    : bad(`${problems.length} problems`, problems.join('\n'));
}
