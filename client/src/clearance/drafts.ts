import type { ClearingQuery, CommentStatus } from '@concord/schema';

export type Draft = NonNullable<ClearingQuery['comments']>['edges'][number]['node'];
export type ClearingDesk = NonNullable<ClearingQuery['clearingDesk']>;
export type Pair = ClearingDesk['pairs'][number];

/** What stands on which side of the page. */
export const views = {
  waiting: ['internal_review'],
  drafts: ['draft', 'returned'],
  aside: ['set_aside'],
} as const satisfies Record<string, readonly CommentStatus[]> as Readonly<
  Record<'waiting' | 'drafts' | 'aside', readonly CommentStatus[]>
>;
export type View = keyof typeof views;

export const inHand: CommentStatus[] = Object.values(views).flat();

/** The first words of a draft, to tell it from the others. */
export const firstWords = ({ body }: Pick<Draft, 'body'>): string => {
  const line = body.trim().split('\n')[0] ?? '';
  return line.length > 90 ? `${line.slice(0, 88).trimEnd()}…` : line;
};
