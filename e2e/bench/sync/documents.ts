/** What is edited: a short text with a paragraph per writer, and one with a quarter of a million edits behind it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as Y from 'yjs';
import { random } from '../../lab/random.ts';
import { inCache } from './processes.ts';

/** A document with one paragraph for each writer to type into. */
export function blankState(paragraphs: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const content = doc.getXmlFragment('content');
  for (let index = 0; index < paragraphs; index += 1) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('id', `p-${index}`);
    paragraph.insert(0, [new Y.XmlText('Written before.')]);
    content.push([paragraph]);
  }
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

/** One keystroke after the other at the end of the writer's own paragraph; each is one clock of `clientId`. */
export function keystrokes(
  state: Uint8Array,
  clientId: number,
  paragraph: number,
  count: number,
): Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = clientId;
  const element = doc.getXmlFragment('content').get(paragraph);
  const words = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(words instanceof Y.XmlText)) throw new Error('The writer has no paragraph');
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let index = 0; index < count; index += 1)
    words.insert(words.length, 'etaoin shrdlu'.charAt(index % 13));
  doc.destroy();
  return updates;
}

export type History = { readonly state: Uint8Array; readonly edits: number; readonly characters: number };

const EDITS = 250_000;

/**
 * Synthetic: 52 sessions of people who type, correct themselves and jump about. The shape of a real history (runs of
 * typing, a third of it deleted again) with the size of one; kept in the cache, because it takes seconds to play.
 */
export function longHistory(): History {
  const file = inCache(`history-${EDITS}-1.bin`);
  if (!existsSync(file)) writeFileSync(file, playHistory());
  const state = new Uint8Array(readFileSync(file));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const content = doc.getXmlFragment('content');
  let characters = 0;
  for (const node of content.toArray()) {
    const words = node instanceof Y.XmlElement ? node.get(0) : null;
    if (words instanceof Y.XmlText) characters += words.length;
  }
  doc.destroy();
  return { state, edits: EDITS, characters };
}

function playHistory(): Uint8Array {
  const chance = random(1);
  const below = (limit: number): number => Math.floor(chance() * limit);
  const doc = new Y.Doc();
  const content = doc.getXmlFragment('content');
  const sessions = 52;
  for (let session = 0; session < sessions; session += 1) {
    doc.clientID = 1000 + session;
    const last = Math.floor((EDITS * (session + 1)) / sessions);
    let edit = Math.floor((EDITS * session) / sessions);
    while (edit < last) {
      if (content.length === 0 || chance() < 0.04) {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.setAttribute('id', `p-${edit}`);
        paragraph.insert(0, [new Y.XmlText()]);
        content.insert(below(content.length + 1), [paragraph]);
        edit += 1;
      }
      const element = content.get(below(content.length));
      const words = element instanceof Y.XmlElement ? element.get(0) : null;
      if (!(words instanceof Y.XmlText)) continue;
      let at = below(words.length + 1);
      const typed = 10 + below(60);
      for (let index = 0; index < typed && edit < last; index += 1, edit += 1) {
        words.insert(at, 'the general assembly '.charAt(below(21)));
        at += 1;
      }
      const taken = Math.min(at, below(12));
      for (let index = 0; index < taken && edit < last; index += 1, edit += 1) words.delete((at -= 1), 1);
    }
  }
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}
