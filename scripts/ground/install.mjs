import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.mjs';
import { exists, installFingerprint, note, noted } from './fingerprint.mjs';
import { inRoot, node, notes } from './place.mjs';

/** Brings the dependencies, unless nothing that decides about them changed since the last time. */
export async function install() {
  const wanted = installFingerprint();
  const tools = [node, inRoot('node_modules/.bin/turbo'), path.join(notes, 'bin/pnpm')];
  if (noted('installed') === wanted && tools.every(exists)) return 'nothing new';
  const { packageManager } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const args = ['install', '--frozen-lockfile', '--reporter=append-only'];
  // Without a terminal pnpm would stop to ask before it replaces node_modules; CI=true answers.
  const { code, output } = await run('npx', ['--yes', packageManager, ...args], { env: { CI: 'true' } });
  if (code !== 0) throw new Error(`The dependencies could not be installed.\n\n${tail(output)}`);
  await leavePnpm(packageManager);
  note('installed', installFingerprint());
  return 'dependencies';
}

/** turbo starts every task through the package manager, so it has to find the one that npx keeps. */
async function leavePnpm(packageManager) {
  const asked = await run('npm', ['exec', '--yes', '--package', packageManager, '-c', 'command -v pnpm']);
  const found = asked.output.trim().split('\n').at(-1) ?? '';
  const lines = ['#!/bin/sh', `exec npx --yes ${packageManager} "$@"`];
  if (path.isAbsolute(found)) lines.splice(1, 0, `[ -x '${found}' ] && exec '${found}' "$@"`);
  note('bin/pnpm', `${lines.join('\n')}\n`);
  chmodSync(path.join(notes, 'bin/pnpm'), 0o755);
}

const tail = (text) => text.trim().split('\n').slice(-40).join('\n');
