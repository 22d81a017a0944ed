/** What people in the convergence labs do, and how their documents are compared. */
import * as Y from 'yjs';

/** One edit, the same for the same number and text: words, marks, deletions, blocks, attributes. */
export function edit(doc: Y.Doc, at: number): void {
  const content = doc.getXmlFragment('content');
  const kind = at % 8;
  const place = Math.floor(at / 8);
  const block = content.length > 0 ? content.get(place % content.length) : null;
  if (!(block instanceof Y.XmlElement) || block.nodeName !== 'paragraph' || kind === 0) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(`new ${place % 97} `)]);
    content.insert(content.length === 0 ? 0 : place % content.length, [paragraph]);
    return;
  }
  const words = block.get(0);
  if (kind === 1 && content.length > 2) content.delete(place % content.length, 1);
  else if (kind === 2) block.setAttribute('id', `p-${place % 5}`);
  else if (words instanceof Y.XmlText) {
    const position = words.length === 0 ? 0 : place % words.length;
    const length = Math.min(words.length - position, 1 + (place % 4));
    if (kind === 3 && length > 0) words.delete(position, length);
    else if (kind === 4 && length > 0) words.format(position, length, { bold: place % 2 === 0 ? {} : null });
    else words.insert(position, `${place % 89} `);
  }
}

/** State vector and content, as text. */
export function shape(doc: Y.Doc): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b);
  return `${JSON.stringify(vector)} ${doc.getXmlFragment('content').toJSON()}`;
}
