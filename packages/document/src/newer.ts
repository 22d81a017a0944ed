import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';

/**
 * Has this transaction brought parts that the schema does not know: nodes, marks or attributes of a newer program? An editor
 * of the schema can't show them, and its binding deletes what it can't show. Ask before the observers are called.
 */
export function bringsNewerParts({ beforeState, afterState, doc }: Y.Transaction, schema: Schema): boolean {
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (start >= end || !structs) continue;
    for (let index = Y.findIndexSS(structs, start); index < structs.length; index += 1) {
      const struct = structs[index];
      if (struct instanceof Y.Item && !struct.deleted && isNewer(struct, schema)) return true;
    }
  }
  return false;
}

function isNewer({ content, parent, parentSub }: Y.Item, schema: Schema): boolean {
  if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement)
    return !schema.nodes[content.type.nodeName];
  if (content instanceof Y.ContentFormat)
    return content.value !== null && !schema.marks[content.key.split(overlapping)[0] ?? ''];
  if (parentSub === null || !(parent instanceof Y.XmlElement)) return false;
  const node = schema.nodes[parent.nodeName];
  return node !== undefined && !Object.hasOwn(node.spec.attrs ?? {}, parentSub);
}

/** The binding adds a hash to the name of a mark that may overlap with itself. */
const overlapping = '--';
