import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, notes } from './place.mjs';

/** The folders of the workspace that have a package.json, relative to the root. */
export function workspaces() {
  const own = ['server', 'client', 'schema', 'e2e'];
  const packages = readdirSync(inRoot('packages')).map((name) => `packages/${name}`);
  return [...own, ...packages].filter((folder) => exists(inRoot(folder, 'package.json')));
}

export const manifest = (folder) => JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8'));

/** Of the contents of everything that decides what an install brings. */
export function installFingerprint() {
  const hash = createHash('sha256');
  const folders = workspaces().map((folder) => `${folder}/package.json`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...folders]) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.turbo',
  'generated',
  'test-results',
  'playwright-report',
  '.cache',
]);

/** Of the times and sizes of everything a build reads. Some hundred `stat`s: cheap enough for every start. */
export function sourceFingerprint() {
  const hash = createHash('sha256');
  const visit = (file) => {
    const state = statSync(inRoot(file), { throwIfNoEntry: false });
    if (!state) return;
    if (state.isDirectory()) {
      for (const name of readdirSync(inRoot(file)).sort()) {
        if (!SKIPPED.has(name) && !/\.test\.tsx?$/.test(name)) visit(path.join(file, name));
      }
    } else {
      hash.update(`${file}\0${state.mtimeMs}\0${state.size}\0`);
    }
  };
  for (const folder of workspaces()) if (folder !== 'e2e') visit(folder);
  for (const file of ['tsconfig.base.json', 'turbo.json', 'pnpm-lock.yaml']) visit(file);
  return hash.digest('hex');
}

export function note(name, text) {
  mkdirSync(path.dirname(path.join(notes, name)), { recursive: true });
  writeFileSync(path.join(notes, name), text);
}

export function noted(name) {
  try {
    return readFileSync(path.join(notes, name), 'utf8');
  } catch {
    return null;
  }
}

export const exists = (file) => statSync(file, { throwIfNoEntry: false }) !== undefined;
