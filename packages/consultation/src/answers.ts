import type { Acknowledgement, CommentStatus, Disposition, ReasonCode } from './words.js';

/** An objection that is maintained goes to the session: nobody but the organisation itself can lift it. */
export const isEscalated = (acknowledgement: Acknowledgement | null): boolean =>
  acknowledgement === 'maintains_objection';

export type ReconsiderationProblem = 'not_out_of_scope' | 'asked_already';

const outOfScope: readonly ReasonCode[] = ['out_of_scope_implementation', 'out_of_scope_other_indicator'];

/** Whether an organisation may ask to look again: once, and only where its comment was judged out of scope. */
export function reconsiderationProblem(judged: {
  readonly status: CommentStatus;
  readonly disposition: Disposition | null;
  readonly reasonCode: ReasonCode | null;
  readonly asked: boolean;
}): ReconsiderationProblem | null {
  const { status, disposition, reasonCode, asked } = judged;
  const decided = status === 'decided' || status === 'acknowledged';
  const out = disposition === 'not_accepted' && reasonCode !== null && outOfScope.includes(reasonCode);
  if (asked) return 'asked_already';
  return decided && out ? null : 'not_out_of_scope';
}
