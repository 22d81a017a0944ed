import { run } from './child.mjs';
import { exists, manifest, note, noted, sourceFingerprint, workspaces } from './fingerprint.mjs';
import { inRoot } from './place.mjs';

/** Builds what is stale. turbo knows what that is, but takes seconds to say so; our own note takes none. */
export async function build() {
  const before = sourceFingerprint();
  if (noted('built') === before && results().every(exists)) return 'nothing new';
  const args = ['run', 'build', '--output-logs=errors-only', '--continue=dependencies-successful'];
  const { code, output } = await run(inRoot('node_modules/.bin/turbo'), args);
  if (code !== 0) throw new Error(`The build failed.\n\n${output.trim()}`);
  // A file that was saved meanwhile is not in the result.
  if (sourceFingerprint() === before) note('built', before);
  return /Cached:\s+(\d+ cached, \d+ total)/.exec(output)?.[1] ?? '';
}

const results = () =>
  workspaces()
    .filter((folder) => manifest(folder).scripts?.build)
    .map((folder) => inRoot(folder, 'dist'));
