/** [CE11] How a comment came about, for its own organisation: who wrote, handed in, gave back, changed, cleared for whom. */
import { isHeard, type EventType } from '../platform/events/event.js';
import type { Comment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import type { ClearanceEntry, DraftWords } from './clearance.entity.js';
import { entriesOf, eventsOf } from './clearance.repository.js';

export type Told = {
  readonly type: EventType;
  readonly at: Date;
  readonly personId: string | null;
  readonly forId: string | null;
  readonly remarks: string | null;
  readonly step: ClearanceEntry['step'];
};

export async function historyOf(ctx: RequestContext, comment: Comment): Promise<readonly Told[]> {
  const [entries, events] = await Promise.all([
    ctx.load(entriesOf, comment.id),
    ctx.load(eventsOf, comment.id),
  ]);
  const plain = { forId: null, remarks: null, step: null };
  const told: Told[] = [
    { ...plain, type: 'comment_drafted', at: comment.createdAt, personId: comment.authorId },
    ...(events ?? []).flatMap(({ type, at, actorId, people }) =>
      isHeard(type)
        ? [
            {
              ...plain,
              type,
              at,
              personId: actorId,
              forId: people['for'] ?? null,
              remarks: type === 'comment_withdrawn' ? comment.withdrawalReason : null,
            },
          ]
        : [],
    ),
    ...(entries ?? []).map(({ act, at, actorId, forId, remarks, step }) => ({
      type: `comment_${act}` as const,
      at,
      personId: actorId,
      forId,
      remarks,
      step,
    })),
  ];
  return told.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

export type WordsChange = { readonly before: DraftWords; readonly after: DraftWords };

/**
 * [CE4] What those who clear made of the words that were last handed in: up to the moment they gave them back or made
 * them official, or up to now while it lies with them. Null when they left them as they were.
 */
export async function changeOf(ctx: RequestContext, comment: Comment): Promise<WordsChange | null> {
  const entries = (await ctx.load(entriesOf, comment.id)) ?? [];
  const at = entries.findLastIndex(({ act }) => act === 'submitted');
  const before = entries[at]?.words;
  if (!before) return null;
  const out = entries.slice(at + 1).find(({ act }) => act === 'returned' || act === 'cleared');
  const after = out?.words ?? comment;
  return sameWords(before, after) ? null : { before, after };
}

const sameWords = (a: DraftWords, b: DraftWords): boolean =>
  a.body === b.body && a.proposal === b.proposal && a.type === b.type && a.severity === b.severity;

/** What was said to the drafters when it was last given back, or why it was set aside. */
export async function remarksOn(ctx: RequestContext, comment: Comment): Promise<string | null> {
  const entries = (await ctx.load(entriesOf, comment.id)) ?? [];
  return entries.findLast(({ act }) => act === 'returned' || act === 'set_aside')?.remarks ?? null;
}
