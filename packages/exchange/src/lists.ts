import type { BulletListNode, ListItemNode, OrderedListNode, ParagraphNode } from '@concord/document/model';
import type { LossLedger } from './losses.js';
import type { ListPlace } from './numbering.js';
import type { ParagraphPiece } from './pieces.js';
import { inlineText } from './pieces.js';

export type ListOrParagraph = ParagraphNode | BulletListNode | OrderedListNode;

type Item = { type: 'listItem'; content: (ParagraphNode | List)[] };
type List =
  | { type: 'bulletList'; content: Item[] }
  | { type: 'orderedList'; attrs: { start: number }; content: Item[] };
type Open = { readonly list: List; readonly place: ListPlace; last: number };

/**
 * Turns Word's flat sequence of marked paragraphs into nested lists. A list goes on while level and kind stay
 * the same and the numbers count on; unmarked text of a list item joins the item before it.
 */
export function nestLists(
  paragraphs: readonly ParagraphPiece[],
  toNode: (paragraph: ParagraphPiece) => ParagraphNode,
  losses: LossLedger,
): ListOrParagraph[] {
  const result: (ParagraphNode | List)[] = [];
  let open: Open[] = [];
  for (const paragraph of paragraphs) {
    const node = toNode(paragraph);
    const place = paragraph.list;
    if (place === null) {
      open = [];
      result.push(node);
    } else if (place.kind === 'continuation') {
      const item = itemAt(open, place.level);
      if (item) item.content.push(node);
      else result.push(node);
    } else {
      open = open.filter((entry) => entry.place.level <= place.level);
      const current = open.at(-1);
      if (current?.place.level === place.level && !goesOn(current, place)) open.pop();
      addItem(result, open, place, node);
      if (isNew(open, node) && place.kind === 'ordered' && place.format !== 'decimal') {
        losses.add('number_format', inlineText(paragraph.inline));
      }
    }
  }
  return result.map(frozen);
}

function goesOn(current: Open, place: ListPlace): boolean {
  if (current.place.kind !== place.kind) return false;
  return (
    place.kind === 'bullet' ||
    (current.place.sequence === place.sequence && current.last + 1 === place.number)
  );
}

function addItem(
  result: (ParagraphNode | List)[],
  open: Open[],
  place: ListPlace,
  node: ParagraphNode,
): void {
  const item: Item = { type: 'listItem', content: [node] };
  const current = open.at(-1);
  if (current?.place.level === place.level) {
    current.list.content.push(item);
    current.last = place.number;
    return;
  }
  const list: List =
    place.kind === 'bullet'
      ? { type: 'bulletList', content: [item] }
      : { type: 'orderedList', attrs: { start: place.number }, content: [item] };
  const parent = current?.list.content.at(-1);
  if (parent) parent.content.push(list);
  else result.push(list);
  open.push({ list, place, last: place.number });
}

function isNew(open: readonly Open[], node: ParagraphNode): boolean {
  const list = open.at(-1)?.list;
  return list?.content.length === 1 && list.content[0]?.content[0] === node;
}

/** The last item of the deepest open list that is not deeper than the text that continues it. */
function itemAt(open: readonly Open[], level: number): Item | undefined {
  const list = open.findLast((entry) => entry.place.level <= level) ?? open[0];
  return list?.list.content.at(-1);
}

function frozen(node: ParagraphNode | List): ListOrParagraph {
  if (node.type === 'paragraph') return node;
  const content = node.content.map((item): ListItemNode => ({
    type: 'listItem',
    content: item.content.map(frozen),
  }));
  return node.type === 'bulletList' ? { type: 'bulletList', content } : { ...node, content };
}
