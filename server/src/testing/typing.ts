import { FRAGMENT } from '@concord/document';
import * as Y from 'yjs';
import { createUpdateLog } from '../profiles/index.js';
import type { World } from './world.js';

export type Typist = {
  readonly doc: Y.Doc;
  /** Puts words into a block and waits for COMMIT; returns the `seq`. */
  type(blockId: string, at: number, words: string): Promise<number>;
  /** Any change of the document, appended. */
  change(work: (doc: Y.Doc) => void): Promise<number>;
};

/** Somebody with the editor open on a text, whose updates go the way the hub's go. */
export async function typist(
  world: World,
  documentName: string,
  personId: string | null = null,
): Promise<Typist> {
  const log = createUpdateLog(world.dataSource, () => new Date());
  const doc = new Y.Doc();
  for (const update of (await log.load(documentName)).updates) Y.applyUpdate(doc, update);
  async function change(work: (doc: Y.Doc) => void): Promise<number> {
    const updates: Uint8Array[] = [];
    const hear = (update: Uint8Array): void => void updates.push(update);
    doc.on('update', hear);
    doc.transact(() => work(doc));
    doc.off('update', hear);
    const { seq } = await log.append(
      documentName,
      updates.map((update) => ({ update, personId })),
    );
    return seq;
  }
  return {
    doc,
    change,
    type: (blockId, at, words) => change(() => textOf(doc, blockId).insert(at, words)),
  };
}

/** The first run of letters of a paragraph or heading. */
export function textOf(doc: Y.Doc, blockId: string): Y.XmlText {
  const block = blockIn(doc.getXmlFragment(FRAGMENT), blockId);
  const text = block?.toArray().find((child) => child instanceof Y.XmlText);
  if (!text) throw new Error(`No text in ${blockId}`);
  return text;
}

export function blockIn(parent: Y.XmlFragment | Y.XmlElement, blockId: string): Y.XmlElement | undefined {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if (child.getAttribute('id') === blockId) return child;
    const found = blockIn(child, blockId);
    if (found) return found;
  }
  return undefined;
}
