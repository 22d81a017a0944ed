import { readFileSync, statSync } from 'node:fs';
import { inRoot } from '../ground/place.mjs';

/**
 * What is loaded on demand counts as a reader's, unless its source is named here: it is for those who edit, propose,
 * import, decide or administer, or stands before the door. So a new page that nobody thought of makes the budget too small, not the measurement.
 */
const LATER = [
  /edit/i,
  /import/i,
  // For networks that let no WebSocket through.
  /platform\/sync\/(way-round|slow-path)/,
  /inbox/i,
  /\/(acts|proposing|keys)\//,
  /\/(rooms|clearance|rounds|conflicts|moderation|versions|audit)\//,
  /invit/i,
  /administ/i,
  /account-page/,
  /people-page/,
  /enter-page/,
  /sign-in-page/,
];

/** Of the languages a reader loads one; the largest counts. */
const LANGUAGE = /\.(az|en|ru)\.(ts|json)$/;

/** @returns {string[]} the scripts a reader downloads to read and comment, relative to the root */
export function readerFiles() {
  const manifest = JSON.parse(readFileSync(inRoot('client/dist/.vite/manifest.json'), 'utf8'));
  const size = (name) => statSync(inRoot('client/dist', manifest[name].file)).size;
  const onDemand = Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry);
  const languages = onDemand.filter((name) => LANGUAGE.test(name)).sort((a, b) => size(b) - size(a));
  const pages = onDemand.filter((name) => !LANGUAGE.test(name) && !LATER.some((one) => one.test(name)));
  const entries = Object.keys(manifest).filter((name) => manifest[name].isEntry);
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name) || !manifest[name]) return;
    seen.add(name);
    manifest[name].imports?.forEach(visit);
  };
  [...entries, ...pages, ...languages.slice(0, 1)].forEach(visit);
  const files = [...seen].map((name) => manifest[name].file).filter((file) => file.endsWith('.js'));
  if (files.length === 0) throw new Error('client/dist/.vite/manifest.json names no script.');
  return files.map((file) => `client/dist/${file}`);
}
