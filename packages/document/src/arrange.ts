/** Where blocks may stand, and what a section looks like with one more, one less, or one elsewhere. Plain data. */
import { canonical } from './compare.js';
import type { BlockNode, DocumentJson, ListItemNode, ParagraphNode } from './model.js';

/** A block that can be put somewhere else. Notes stand last and go with their mark; list points are paragraphs. */
export type MovableNode = Exclude<BlockNode, { type: 'bulletList' | 'orderedList' | 'box' | 'footnotes' }>;

type Flow = BlockNode | ListItemNode;

/** The block with this id, as it would stand on its own; null when there is none, or it is a note. */
export function blockIn(content: DocumentJson, id: string): MovableNode | null {
  const search = (nodes: readonly Flow[]): MovableNode | null => {
    for (const node of nodes) {
      if (isMovable(node)) {
        if (node.attrs.id === id) return node;
      } else if (node.type !== 'footnotes') {
        const found = search(node.content);
        if (found) return found;
      }
    }
    return null;
  };
  return search(content.content);
}

const isMovable = (node: Flow): node is MovableNode =>
  node.type === 'heading' || node.type === 'paragraph' || node.type === 'tableFigure';

/** [PO7] The heading that a section begins with stays where it is: it is the section's name. */
export const isTitle = (content: DocumentJson, id: string): boolean => {
  const [first] = content.content;
  return first?.type === 'heading' && first.attrs.id === id;
};

/**
 * [PO7] The section with `block` right after the block `afterId`, in reading order: in a list as a point of its own, in a
 * box as a paragraph of it. Null when `afterId` is no such block, or when headings and tables would come to stand in a
 * list or a box.
 */
export function withBlock(content: DocumentJson, afterId: string, block: MovableNode): DocumentJson | null {
  const put = (nodes: readonly Flow[], where: Where): readonly Flow[] | null => {
    const at = nodes.findIndex((node) => isMovable(node) && node.attrs.id === afterId);
    if (at >= 0) {
      if (where === 'doc') return nodes.toSpliced(at + 1, 0, block);
      if (block.type !== 'paragraph') return null;
      const next = nodes[at + 1];
      if (where === 'item' && isList(next))
        return nodes.with(at + 1, { ...next, content: [pointOf(block), ...next.content] });
      // The last of a list's point: the block becomes the next point, which the list itself sees to.
      return where === 'item' && next === undefined ? nodes : nodes.toSpliced(at + 1, 0, block);
    }
    for (const [index, node] of nodes.entries()) {
      if (node.type === 'box') {
        const inner = put(node.content, 'box');
        if (inner) return nodes.with(index, { ...node, content: inner as typeof node.content });
      } else if (isList(node)) {
        const inner = putInList(node.content);
        if (inner) return nodes.with(index, { ...node, content: inner });
      }
    }
    return null;
  };
  const putInList = (items: readonly ListItemNode[]): readonly ListItemNode[] | null => {
    for (const [index, item] of items.entries()) {
      const inner = put(item.content, 'item');
      if (!inner) continue;
      if (inner === item.content)
        return block.type === 'paragraph' ? items.toSpliced(index + 1, 0, pointOf(block)) : null;
      return items.with(index, { ...item, content: inner as typeof item.content });
    }
    return null;
  };
  const found = put(content.content, 'doc');
  return found && { ...content, content: found as typeof content.content };
}

type Where = 'doc' | 'box' | 'item';

const isList = (node: Flow | undefined): node is BlockNode & { type: 'bulletList' | 'orderedList' } =>
  node?.type === 'bulletList' || node?.type === 'orderedList';

const pointOf = (block: ParagraphNode): ListItemNode => ({ type: 'listItem', content: [block] });

/**
 * [PO7] The section without a block; lists and boxes that are left empty go with it. Null when there is no such block, or
 * when it opens a point that holds further points: they would lose what they belong to.
 */
export function withoutBlock(content: DocumentJson, id: string): DocumentJson | null {
  const drop = (nodes: readonly Flow[]): readonly Flow[] | null => {
    const at = nodes.findIndex((node) => isMovable(node) && node.attrs.id === id);
    if (at >= 0) return nodes.toSpliced(at, 1);
    for (const [index, node] of nodes.entries()) {
      if (isMovable(node) || node.type === 'footnotes') continue;
      const inner = drop(node.content);
      if (!inner) continue;
      if (inner.length === 0) return nodes.toSpliced(index, 1);
      if (node.type === 'listItem' && inner[0]?.type !== 'paragraph') return null;
      return nodes.with(index, { ...node, content: inner } as Flow);
    }
    return null;
  };
  const found = drop(content.content);
  return found && { ...content, content: found as typeof content.content };
}

export type BlockProblem = 'gone' | 'note' | 'title' | 'holds_points';

/** [PO7] Why nothing can be put after a block (`gone`, `note`), or it can't be deleted or moved; null when it can. */
export function blockProblem(
  content: DocumentJson,
  id: string,
  act: 'paragraph' | 'good_practice' | 'deletion' | 'move',
): BlockProblem | null {
  if (!blockIn(content, id)) return isNote(content, id) ? 'note' : 'gone';
  if (act === 'paragraph' || act === 'good_practice') return null;
  if (isTitle(content, id)) return 'title';
  return withoutBlock(content, id) === null ? 'holds_points' : null;
}

const isNote = (content: DocumentJson, id: string): boolean =>
  content.content.some(
    (node) => node.type === 'footnotes' && node.content.some((note) => note.attrs.id === id),
  );

export type MoveProblem = BlockProblem | 'goal_gone' | 'unfit' | 'nowhere';

/** [PO7] Why a block can't be moved behind another one: `nowhere` when it stands there already; null when it can. */
export function moveProblem(content: DocumentJson, id: string, afterId: string): MoveProblem | null {
  const problem = blockProblem(content, id, 'move');
  const block = blockIn(content, id);
  if (problem || !block) return problem;
  if (id === afterId) return 'nowhere';
  if (!blockIn(content, afterId)) return 'goal_gone';
  const rest = withoutBlock(content, id);
  const moved = rest && withBlock(rest, afterId, block);
  if (!moved) return 'unfit';
  return canonical(moved) === canonical(content) ? 'nowhere' : null;
}

/** [PO7] The section with a block after another one; null when it can't stand there, or stands there already. */
export function withMoved(content: DocumentJson, id: string, afterId: string): DocumentJson | null {
  if (moveProblem(content, id, afterId) !== null) return null;
  const [block, rest] = [blockIn(content, id), withoutBlock(content, id)];
  return block && rest && withBlock(rest, afterId, block);
}

/**
 * [PO11] Why a block can't be moved behind a block of another section: `unfit` also where that section has a block of
 * the same name; null when it can.
 */
export function transferProblem(
  content: DocumentJson,
  id: string,
  other: DocumentJson,
  afterId: string,
): MoveProblem | null {
  const problem = blockProblem(content, id, 'move');
  const block = blockIn(content, id);
  if (problem || !block) return problem;
  if (!blockIn(other, afterId)) return 'goal_gone';
  return blockIn(other, id) || isNote(other, id) || !withBlock(other, afterId, block) ? 'unfit' : null;
}

/** [PO11] Ids of the blocks of another section that a block can be moved behind. */
export const placesIn = (content: DocumentJson, id: string, other: DocumentJson): string[] =>
  idsOf(other.content).filter((afterId) => transferProblem(content, id, other, afterId) === null);

/** [PO7] Ids of the blocks that a block can be moved behind, in the order of the text. */
export const placesFor = (content: DocumentJson, id: string): string[] =>
  idsOf(content.content).filter((afterId) => moveProblem(content, id, afterId) === null);

const idsOf = (nodes: readonly Flow[]): string[] =>
  nodes.flatMap((node) => {
    if (isMovable(node)) return node.attrs.id === null ? [] : [node.attrs.id];
    return node.type === 'footnotes' ? [] : idsOf(node.content);
  });
