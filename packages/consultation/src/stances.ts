import type { Member, OwnedComment } from './abilities.js';
import { fits, limits } from './limits.js';
import { isOpen } from './moves.js';
import { maySee } from './visibility.js';

export const stancePositions = ['supports', 'supports_with_change', 'opposes'] as const;
export type StancePosition = (typeof stancePositions)[number];

/** Who says what should change, or that something should not be, says why. */
export const stanceNeedsReason = (position: StancePosition): boolean => position !== 'supports';

export function stanceProblem(
  position: StancePosition,
  reason: string | null,
): 'reason_required' | 'reason_too_long' | null {
  const fit = fits(reason ?? '', limits.reason);
  if (fit === 'too_long') return 'reason_too_long';
  return fit === 'too_short' && stanceNeedsReason(position) ? 'reason_required' : null;
}

/** [ST1] An organisation takes a stance by its clearing officers, on an open comment of another that it may see. */
export function mayTakeStance(member: Member, comment: OwnedComment): boolean {
  return (
    maySee(member, comment) &&
    isOpen(comment.status) &&
    member.organisationId !== comment.organisationId &&
    member.roles.includes('clearing_officer')
  );
}
