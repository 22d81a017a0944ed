/** The peers of both GraphQL benches live outside the workspace, as those of the sync bench do. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const here = path.join(import.meta.dirname, 'contestants');
const cache = path.resolve(import.meta.dirname, '../../../.cache/bench-graphql');

/** A program of theirs, where its packages are. */
export const peersIn = (program: string): string => path.join(cache, program);

export function installPeers(): void {
  const manifest = path.join(cache, 'package.json');
  const wanted = readFileSync(path.join(here, 'peers/package.json'), 'utf8');
  const installed = existsSync(path.join(cache, 'node_modules')) && readFileSync(manifest, 'utf8') === wanted;
  mkdirSync(cache, { recursive: true });
  cpSync(path.join(here, 'peers'), cache, { recursive: true });
  for (const file of ['in-memory.mjs', 'threads.mjs', 'query.graphql', 'comment-added.mjs', 'telling.mjs'])
    cpSync(path.join(here, file), path.join(cache, file));
  cpSync(path.join(here, '../../sync/contestants/answering.mjs'), path.join(cache, 'answering.mjs'));
  if (installed) return;
  execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: cache,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 180_000,
  });
}
