import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../ground/child.mjs';
import { exists } from '../ground/fingerprint.mjs';
import { inRoot, node } from '../ground/place.mjs';
import { bad, exitsWell, good } from './result.mjs';

/** The committed SDL is the one the server speaks. */
export async function schemaDrift() {
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-schema-'));
  const emitted = path.join(folder, 'schema.graphql');
  try {
    const { code, output } = await run(node, [inRoot('server/dist/emit-schema.js'), emitted]);
    if (code !== 0) return bad('the server could not emit its schema', output);
    const committed = inRoot('schema/schema.graphql');
    if (readFileSync(emitted, 'utf8') === readFileSync(committed, 'utf8')) return good();
    const { output: difference } = await run('diff', ['-u', committed, emitted]);
    return bad('run: node server/dist/emit-schema.js schema/schema.graphql', difference);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The migrations lead to exactly the tables that the entities describe. */
export const migrationDrift = () =>
  exitsWell(node, [inRoot('server/dist/check-migrations.js')], { timeout: 120_000 });

/** Of the generated typed documents; taken before the build writes them anew. */
export function documentsFingerprint() {
  const folder = inRoot('schema/src/generated');
  if (!exists(folder)) return '';
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex');
}

/** Committed documents are what the operations and the schema generate. */
export async function documentsDrift(before) {
  const { output: tracked } = await run('git', ['ls-files', 'schema/src/generated']);
  if (tracked.trim() === '') return good('made by every build');
  return before === documentsFingerprint()
    ? good()
    : bad('schema/src/generated was stale; the build wrote it anew');
}
