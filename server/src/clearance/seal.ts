import { createHash } from 'node:crypto';
import { sealedText, sealFormatNow, type SealFormat, type SealedEvidence } from '@concord/consultation';
import type { Comment } from '../comments/index.js';

/** [CE8] Seals a comment as its row and its evidence stand now: SHA-256 in hexadecimal digits. */
export function seal(comment: Comment, evidence: readonly SealedEvidence[]): void {
  comment.sealFormat = sealFormatNow;
  comment.seal = hashOf(comment, sealFormatNow, evidence);
}

/** Whether they still say what was sealed, in the format it was sealed in; null where nothing was. */
export const sealHolds = (comment: Comment, evidence: readonly SealedEvidence[]): boolean | null =>
  comment.seal === null ? null : comment.seal === hashOf(comment, comment.sealFormat ?? 1, evidence);

const hashOf = (comment: Comment, format: SealFormat, evidence: readonly SealedEvidence[]): string => {
  // Its words may have gone to another section since: it was sealed where it was written.
  const sectionId = comment.targetSectionId ?? comment.sectionId;
  const sealed = Object.assign({}, comment, { sectionId });
  return createHash('sha256')
    .update(sealedText(sealed, format, evidence))
    .digest('hex');
};
