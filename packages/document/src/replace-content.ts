import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import type { DocumentJson } from './model.js';
import { FRAGMENT } from './name.js';
import { documentSchema } from './schema.js';

/**
 * Makes the document say `content`, in one transaction, touching only what differs: blocks that stay the same keep
 * their Yjs items, so positions in them still resolve. Throws `RangeError` when the content is not of the schema.
 */
export function replaceContent(doc: Y.Doc, content: DocumentJson): void {
  const node = documentSchema.nodeFromJSON(content);
  node.check();
  doc.transact(() => prosemirrorToYXmlFragment(node, doc.getXmlFragment(FRAGMENT)));
}
