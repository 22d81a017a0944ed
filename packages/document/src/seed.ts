import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { DocumentJson } from './model.js';
import { FRAGMENT } from './name.js';
import { documentSchema } from './schema.js';

/**
 * The first update of a new document. Same content and client id, same bytes.
 * Throws `RangeError` when the content is not of the schema. Only the server seeds, once per document.
 */
export function seedUpdate(content: DocumentJson, clientId: number): Uint8Array {
  const node = documentSchema.nodeFromJSON(content);
  node.check();
  const doc = new Y.Doc({ gc: false });
  doc.clientID = clientId;
  doc.transact(() => prosemirrorToYXmlFragment(node, doc.getXmlFragment(FRAGMENT)));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/**
 * The document as it was after the given updates (a snapshot may stand first). Deleted text is kept, so that a
 * position taken here can be found again in any later state.
 */
export function rebuild(updates: Iterable<Uint8Array>): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}
