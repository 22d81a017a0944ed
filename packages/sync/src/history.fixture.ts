import * as fc from 'fast-check';
import * as Y from 'yjs';

/** One step of one of three people who edit at the same time. */
export type Edit = {
  by: number;
  kind: 'paragraph' | 'type' | 'delete' | 'mark' | 'attribute' | 'remove' | 'meet';
  at: number;
  text: string;
};

const people = 3;

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    by: fc.nat(people - 1),
    kind: fc.constantFrom<Edit['kind'][]>(
      'paragraph',
      'type',
      'type',
      'delete',
      'mark',
      'attribute',
      'remove',
      'meet',
    ),
    at: fc.nat(30),
    text: fc.constantFrom('a', 'əş', 'Миграция', 'gap 🙂', 'bold', 'xyz'),
  }),
  { minLength: 1, maxLength: 40 },
);

/**
 * Plays the steps on one document per person and returns every update in the order in which it was made.
 * People see each other's work only when they `meet`, so there are real conflicts. Client ids are fixed.
 */
export function historyOf(script: readonly Edit[]): Uint8Array[] {
  const history: Uint8Array[] = [];
  const docs = Array.from({ length: people }, (_, index) => {
    const doc = new Y.Doc();
    doc.clientID = 101 + index;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'meeting') history.push(update);
    });
    return doc;
  });
  for (const edit of script) {
    const doc = docs[edit.by];
    if (!doc) continue;
    if (edit.kind === 'meet') {
      for (const other of docs)
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)), 'meeting');
    } else {
      doc.transact(() => perform(doc.getXmlFragment('content'), edit));
    }
  }
  for (const doc of docs) doc.destroy();
  return history;
}

function perform(content: Y.XmlFragment, { kind, at, text }: Edit): void {
  const index = content.length === 0 ? 0 : at % content.length;
  const block = content.length === 0 ? null : content.get(index);
  if (kind === 'paragraph' || !(block instanceof Y.XmlElement)) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('id', `p-${text}`);
    paragraph.insert(0, [new Y.XmlText(text)]);
    content.insert(index, [paragraph]);
    return;
  }
  const words = block.get(0);
  if (kind === 'remove') content.delete(index, 1);
  else if (kind === 'attribute') block.setAttribute('id', `p-${text}`);
  else if (words instanceof Y.XmlText) {
    const position = words.length === 0 ? 0 : at % words.length;
    const length = Math.min(text.length, words.length - position);
    if (kind === 'type') words.insert(position, text);
    else if (kind === 'delete' && length > 0) words.delete(position, length);
    else if (kind === 'mark' && length > 0)
      words.format(position, length, { [text]: at % 2 === 0 ? {} : null });
  }
}
