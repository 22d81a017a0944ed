import type { CommentStatus } from './words.js';

/** Through whose hands a draft goes before it is official, in this order. The clearing officer is always the last. */
export const clearanceSteps = ['focal_point', 'legal_unit', 'clearing_officer'] as const;
export type ClearanceStep = (typeof clearanceSteps)[number];

/** The chain of an organisation: the steps for which it has named people, then the clearing officer. */
export const chainWith = (named: readonly ClearanceStep[]): readonly ClearanceStep[] =>
  clearanceSteps.filter((step) => step === 'clearing_officer' || named.includes(step));

export const firstStep = (named: readonly ClearanceStep[]): ClearanceStep =>
  chainWith(named)[0] ?? 'clearing_officer';

/** The step after this one; null after the clearing officer, for whom nothing is left but to clear. */
export function nextStep(named: readonly ClearanceStep[], step: ClearanceStep): ClearanceStep | null {
  const at = clearanceSteps.indexOf(step);
  return chainWith(named).find((one) => clearanceSteps.indexOf(one) > at) ?? null;
}

/**
 * Where a comment lies in the chain as the chain is now; null once it is out. A step that was taken out of the chain
 * meanwhile is skipped, or its drafts would lie there for ever. A draft lies with the officer only where nobody comes
 * before: then the officer may clear it without ado.
 */
export function stepWhereItLies(
  named: readonly ClearanceStep[],
  status: CommentStatus,
  step: ClearanceStep | null,
): ClearanceStep | null {
  const chain = chainWith(named);
  if (status === 'draft') return chain.length === 1 ? 'clearing_officer' : null;
  if (status !== 'internal_review') return null;
  // What was submitted before chains were known lies with the officer.
  const at = step ?? 'clearing_officer';
  return chain.includes(at) ? at : nextStep(named, at);
}
