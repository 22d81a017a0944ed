import { createHash } from 'node:crypto';
import { sealedText } from '@concord/consultation';
import type { Comment } from '../comments/index.js';

/** [CE8] The seal of a comment as its row stands now: SHA-256 in hexadecimal digits. */
export const sealOf = (comment: Comment): string =>
  createHash('sha256').update(sealedText(comment)).digest('hex');

/** Whether the row still says what was sealed; null where nothing was sealed. */
export const sealHolds = (comment: Comment): boolean | null =>
  comment.seal === null ? null : comment.seal === sealOf(comment);
