import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const inRoot = (...parts) => path.join(root, ...parts);

/** Where scripts keep what they know about this checkout. Goes away with node_modules, as it should. */
export const notes = inRoot('node_modules', '.concord');

/** The programs that came with the install, in particular its own Node, before those of the machine. */
export const environment = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  PATH: [path.join(notes, 'bin'), inRoot('node_modules', '.bin'), process.env.PATH].join(path.delimiter),
};

/** The Node of the install: the machine's own may be too old for what we run. */
export const node = inRoot('node_modules', '.bin', 'node');
