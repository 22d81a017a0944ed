import type { BlockText } from '@concord/document/model';
import type { CommentPlaceFragment as Comment, Locale } from '@concord/schema';

export type PlacedComment = {
  readonly comment: Comment;
  readonly blockId: string;
  /** The words in the text as it is shown; null: the comment stands at the whole block, nothing is marked. */
  readonly span: { readonly start: number; readonly end: number } | null;
};

export type Placement = {
  /** In the order of the text: the reading order of the margin, of `n` and `p`, and of a screen reader. */
  readonly placed: readonly PlacedComment[];
  /** Words or block are gone: listed at the section's end. */
  readonly gone: readonly Comment[];
};

/** Where the comments of a section stand in the variant that is being read. */
export function placeComments(
  comments: readonly Comment[],
  blocks: readonly BlockText[],
  language: Locale,
): Placement {
  const order = new Map(blocks.map((block, index) => [block.id, index]));
  const placed: PlacedComment[] = [];
  const gone: Comment[] = [];
  for (const comment of comments) {
    const blockId = comment.anchor.blockId;
    const block = blockId === null ? undefined : blocks[order.get(blockId) ?? -1];
    if (comment.anchor.status === 'orphaned' || !block) gone.push(comment);
    else placed.push({ comment, blockId: block.id, span: spanIn(block, comment, language) });
  }
  return {
    placed: placed.toSorted(
      (a, b) => (order.get(a.blockId) ?? 0) - (order.get(b.blockId) ?? 0) || bySpan(a, b) || byAge(a, b),
    ),
    gone: gone.toSorted((a, b) => inOrder(a.createdAt, b.createdAt)),
  };
}

/**
 * The anchor is resolved by the server on its newest text, which may be a moment ahead of the text on the screen.
 * Words are marked only where they really stand; a guess would put a ministry's comment on somebody else's words.
 */
function spanIn(block: BlockText, { target, anchor }: Comment, language: Locale): PlacedComment['span'] {
  if (target.language !== language || anchor.start === null || anchor.end === null) return null;
  const words = anchor.words ?? target.quote.exact;
  if (words === '' || anchor.end <= anchor.start) return null;
  if (block.text.slice(anchor.start, anchor.end) === words) return { start: anchor.start, end: anchor.end };
  const first = block.text.indexOf(words);
  const unique = first !== -1 && block.text.indexOf(words, first + 1) === -1;
  return unique ? { start: first, end: first + words.length } : null;
}

/** Comments on the whole block come before those on some of its words. */
function bySpan(a: PlacedComment, b: PlacedComment): number {
  return (a.span?.start ?? -1) - (b.span?.start ?? -1) || (a.span?.end ?? -1) - (b.span?.end ?? -1);
}

function byAge(a: PlacedComment, b: PlacedComment): number {
  return inOrder(a.comment.createdAt, b.comment.createdAt) || inOrder(a.comment.id, b.comment.id);
}

/** Moments and ids as the server writes them; comparing thousands by the rules of a language takes long. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
