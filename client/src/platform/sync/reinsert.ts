import { blockTexts, type BlockText } from '@concord/document/model';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { AsideText } from './aside';

/**
 * Puts text back that could not be sent, as plain words and as one change that can be undone. Words that were only added
 * to a paragraph go where they stood; a paragraph that others have rewritten meanwhile is left alone, and the kept one is
 * set below it.
 */
export function reinsert(editor: Editor, { content, blocks }: AsideText): void {
  const { tr } = editor.state;
  const wanted = new Set((blocks ?? []).map(({ id }) => id));
  let below = 0;
  for (const block of blockTexts(content)) {
    const found = findBlock(tr.doc, block.id);
    if (found) below = endOfTop(tr, found.at);
    if (!wanted.has(block.id) || block.text.trim() === '') continue;
    if (found && addWords(tr, found, block.text)) below = endOfTop(tr, found.at);
    else below = setBelow(tr, below, block);
  }
  if (tr.docChanged) editor.view.dispatch(tr.scrollIntoView());
}

type Found = { readonly node: Node; readonly at: number };

function findBlock(doc: Node, id: string): Found | null {
  let found: Found | null = null;
  doc.descendants((node, at) => {
    if (node.attrs['id'] === id) found = { node, at };
    return found === null;
  });
  return found;
}

/** Behind the paragraph, list, table or box of the document that this position is in. */
function endOfTop(tr: Transaction, at: number): number {
  const place = tr.doc.resolve(at);
  return place.depth > 0 ? place.after(1) : at + (place.nodeAfter?.nodeSize ?? 0);
}

/** True when the kept text is the present one with words added in one place, and they are there now. */
function addWords(tr: Transaction, { node, at }: Found, kept: string): boolean {
  if (!node.isTextblock) return false;
  const now = textOf(node);
  const head = commonHead(now, kept);
  const tail = now.length - head;
  if (kept.length <= now.length || (tail > 0 && !kept.endsWith(now.slice(head)))) return false;
  tr.insertText(kept.slice(head, kept.length - tail), at + 1 + positionAt(node, head));
  return true;
}

const leafText = (leaf: Node): string => (leaf.type.name === 'hardBreak' ? '\n' : '');
const textOf = (node: Node): string => node.textBetween(0, node.content.size, undefined, leafText);

function commonHead(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Where in the block an offset of its text is: a footnote mark is a place without text. */
function positionAt(node: Node, offset: number): number {
  let [position, left] = [0, offset];
  node.forEach((child) => {
    if (left <= 0) return;
    const length = child.isText ? child.nodeSize : leafText(child).length;
    position += child.isText ? Math.min(left, length) : child.nodeSize;
    left -= length;
  });
  return position;
}

function setBelow(tr: Transaction, wanted: number, { text }: BlockText): number {
  const { paragraph } = tr.doc.type.schema.nodes;
  if (!paragraph) return wanted;
  // Notes stay last.
  let last = tr.doc.content.size;
  if (tr.doc.lastChild?.type.name === 'footnotes') last -= tr.doc.lastChild.nodeSize;
  const at = Math.min(wanted, last);
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph.create(null, tr.doc.type.schema.text(line)));
  tr.insert(at, lines);
  return at + lines.reduce((size, line) => size + line.nodeSize, 0);
}
