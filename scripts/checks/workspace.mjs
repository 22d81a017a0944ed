import { readFileSync } from 'node:fs';
import { manifest, workspaces } from '../ground/fingerprint.mjs';
import { inRoot } from '../ground/place.mjs';
import { bad, good } from './result.mjs';

/**
 * What keeps an install the same everywhere: every version stands once, exactly, in the catalog; the lockfile names no
 * host, so a mirror works as well; and no new version is taken on the day it appears.
 */
export async function workspace() {
  const problems = [];
  const settings = readFileSync(inRoot('pnpm-workspace.yaml'), 'utf8');
  const catalog = /^catalog:\n((?: +.*\n|\n|#.*\n)+)/m.exec(settings)?.[1] ?? '';
  const pins = catalog.split('\n').filter((line) => /^ +[^#]/.test(line));
  for (const pin of pins) {
    if (!/: *\d+\.\d+\.\d+(-[\w.]+)?$/.test(pin))
      problems.push(`pnpm-workspace.yaml: not an exact version:${pin}`);
  }
  if (!/^minimumReleaseAge: *[1-9]/m.test(settings))
    problems.push('pnpm-workspace.yaml: no minimumReleaseAge');
  for (const folder of ['.', ...workspaces()]) {
    const { dependencies = {}, devDependencies = {} } = manifest(folder);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (!/^(catalog:|workspace:\*)$/.test(version))
        problems.push(`${folder}: ${name} is "${version}", not "catalog:"`);
    }
  }
  const hosts = readFileSync(inRoot('pnpm-lock.yaml'), 'utf8').match(/https?:\/\/\S+/g) ?? [];
  if (hosts.length > 0) problems.push(`pnpm-lock.yaml names hosts: ${hosts.slice(0, 3).join(', ')}`);
  if (pins.length === 0) problems.push('pnpm-workspace.yaml: no catalog was found');
  return problems.length === 0
    ? good(`${pins.length} exact versions`)
    : bad(`${problems.length} problems`, problems.join('\n'));
}
