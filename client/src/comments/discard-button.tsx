import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { later } from './later';

/** Throws a draft away. Who only reads has none: it is fetched where it is needed. */
export const DiscardButton = later<{ readonly comment: Comment }>(
  () => import('./acts/discard-button'),
  <></>,
);
