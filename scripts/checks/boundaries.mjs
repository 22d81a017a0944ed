import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { run } from '../ground/child.mjs';
import { inRoot } from '../ground/place.mjs';
import { bad, exitsWell, good, together } from './result.mjs';

const turbo = inRoot('node_modules/.bin/turbo');
const FOLDERS = ['server/src', 'client/src', 'schema/src', 'packages'];

export async function boundaries() {
  return together([
    await exitsWell(turbo, ['boundaries'], {
      note: (said) => /\d+ files in \d+ packages/.exec(said)?.[0] ?? '',
    }),
    await turboSees(),
    await importsInOrder(),
    await cruiserSees(),
  ]);
}

async function importsInOrder() {
  const { cruised, violations, output } = await cruise(FOLDERS, inRoot());
  if (cruised < 100) return bad(`only ${cruised} modules were read`, output);
  const lines = violations.map(
    ({ rule, from, to, comment }) => `${rule.name}: ${from} → ${to}\n    ${comment ?? ''}`,
  );
  return violations.length === 0
    ? good(`${cruised} modules`)
    : bad(`${violations.length} imports`, lines.join('\n'));
}

/** The folder breaks each rule at least once. A rule that finds nothing there finds nothing anywhere. */
async function cruiserSees() {
  const { cruised, violations, rules, output } = await cruise(
    ['server', 'client', 'packages'],
    inRoot(KNOWN_BAD),
  );
  const missed = rules.filter((name) => !violations.some(({ rule }) => rule.name === name));
  if (cruised === 0 || rules.length === 0) return bad('dependency-cruiser reads nothing', output);
  return missed.length === 0
    ? good(`${rules.length} rules seen working`)
    : bad(`blind to ${missed.join(', ')}`, output);
}

const KNOWN_BAD = 'scripts/checks/known-bad';

async function cruise(folders, cwd) {
  const args = ['--config', inRoot('.dependency-cruiser.mjs'), '--output-type', 'json', ...folders];
  const { output } = await run(inRoot('node_modules/.bin/depcruise'), args, { cwd });
  try {
    // A warning about TypeScript 7, which swc stands in for, follows the report.
    const report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
    const { totalCruised, violations, ruleSetUsed } = report.summary;
    return {
      cruised: totalCruised,
      violations,
      rules: ruleSetUsed.forbidden.map(({ name }) => name),
      output,
    };
  } catch {
    return { cruised: 0, violations: [], rules: [], output };
  }
}

/** The same for turbo: a small workspace with three faults, under the rules of the real one. */
async function turboSees() {
  const copy = inRoot('.cache/known-bad-workspace');
  rmSync(copy, { recursive: true, force: true });
  cpSync(inRoot('scripts/checks/known-bad-workspace'), copy, { recursive: true });
  copyFileSync(inRoot('turbo.json'), `${copy}/turbo.json`);
  const { code, output } = await run(turbo, ['boundaries', '--cwd', copy]);
  rmSync(copy, { recursive: true, force: true });
  const faults = [/is not a dependency/, /tag listed in denylist/, /leaves the package/];
  const missed = faults.filter((fault) => !fault.test(output.replace(/\s+/g, ' ')));
  return code !== 0 && missed.length === 0 ? good() : bad(`turbo is blind to ${missed.join(', ')}`, output);
}
