import type * as Y from 'yjs';
import { DOCUMENT_VERSION } from './name.js';
import { asServer } from './repair.js';

/**
 * One step of the document model that older programs can't live with. `change` writes into the document what the next version
 * needs, from what is there alone: no time, no chance, so that the same text becomes the same text on every node. It finds
 * whatever people have typed, so it never throws, and leaves what it does not know.
 */
export type Upgrade = { readonly to: number; readonly change: (doc: Y.Doc) => void };

/** In order, one for each version after the floor. Version 1 is what there has always been. */
export const upgrades: readonly Upgrade[] = [];

/** Texts of an older version can't be read any more. Raised together with the removal of a step. */
export const DOCUMENT_FLOOR = 1;

/**
 * Brings a document to the newest version. Returns the update that does it, null when there is nothing to write. Throws
 * `RangeError` for a version below the floor, and for one that is newer than this program.
 */
export function upgrade(
  doc: Y.Doc,
  version: number,
  { steps = upgrades, newest = DOCUMENT_VERSION, floor = DOCUMENT_FLOOR } = {},
): Uint8Array | null {
  if (version < floor) throw new RangeError(`version ${version} of a document is too old: ${floor} at least`);
  if (version > newest) throw new RangeError(`version ${version} of a document is newer than this program`);
  const wanted = steps.filter(({ to }) => to > version && to <= newest);
  return asServer(doc, `upgrade to ${newest}`, () => {
    for (const { change } of wanted) change(doc);
  });
}
