import { isInHand } from './moves.js';
import type { CommentStatus } from './words.js';

export type MergeableDraft = {
  readonly id: string;
  readonly status: CommentStatus;
  /** The draft it was merged into. */
  readonly mergedInto: string | null;
};

export type MergeProblem = 'nothing_to_merge' | 'into_itself' | 'circle' | 'cleared' | 'set_aside';

/** Why these drafts can't become one, or null. `known` finds the drafts that `into` itself was merged into. */
export function mergeProblem(
  into: MergeableDraft,
  duplicates: readonly MergeableDraft[],
  known: (id: string) => MergeableDraft | null,
): MergeProblem | null {
  if (duplicates.length === 0) return 'nothing_to_merge';
  if (duplicates.some(({ id }) => id === into.id)) return 'into_itself';
  const above = new Set<string>();
  for (let at: MergeableDraft | null = into; at?.mergedInto && !above.has(at.mergedInto);) {
    above.add(at.mergedInto);
    at = known(at.mergedInto);
  }
  if (duplicates.some(({ id }) => above.has(id))) return 'circle';
  const all = [into, ...duplicates];
  if (all.some(({ status }) => status === 'set_aside')) return 'set_aside';
  if (!all.every(({ status }) => isInHand(status))) return 'cleared';
  return null;
}
