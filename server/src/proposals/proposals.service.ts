import { findConflicts, fits, limits, type FoundConflict } from '@concord/consultation';
import { parseCompromiseName } from '@concord/document/compromise';
import type { Locale } from '@concord/locale';
import { readableComment } from '../comments/index.js';
import type { LoaderDefinition, RequestContext } from '../platform/context.js';
import { transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isText } from '../platform/text.js';
import { openCompromise, settleCompromise, writeIntoCompromise } from './compromise-text.js';
import { comparePlaces, conflictPlaces, type ConflictPlace } from './conflict-cursor.js';
import type { Compromise } from './proposals.entity.js';
import { mayPrepare } from './proposals.policy.js';
import { compromisesOf, openRivals, type PlacedRival } from './proposals.repository.js';
import type { CompromiseInput } from './proposals.types.js';

export type Conflict = FoundConflict & {
  readonly id: string;
  readonly sectionId: string;
  readonly at: ConflictPlace;
};

export type ConflictPage = {
  readonly conflicts: readonly Conflict[];
  readonly totalCount: number;
  readonly more: boolean;
};

const MOST = 100;

/** [CF7] A page of the same: what is shown of the comments is read for these only. */
export async function conflictPage(
  ctx: RequestContext,
  consultationId: string,
  first: number,
  after: string | null,
): Promise<ConflictPage | null> {
  if (!(await ctx.standing(consultationId))) return null;
  // Before they are worked out: what is refused costs nothing.
  const from = conflictPlaces.take(ctx, consultationId, after);
  const found = (await conflicts(ctx, consultationId)) ?? [];
  const rest = from ? found.filter(({ at }) => comparePlaces(at, from) > 0) : found;
  const size = Math.min(Math.max(first, 1), MOST);
  return { conflicts: rest.slice(0, size), totalCount: found.length, more: rest.length > size };
}

/**
 * [CF3] The conflicts among what the viewer sees, in the order of the text. Worked out anew each time: there is nothing
 * stored that could disagree with the comments, or show one that is not theirs. Null: no part in the consultation.
 */
export async function conflicts(ctx: RequestContext, consultationId: string): Promise<Conflict[] | null> {
  const standing = await ctx.standing(consultationId);
  return standing && inOrder(await openRivals(ctx, consultationId, standing, null));
}

/** [CF3] Of each lane the conflict it is part of, as the viewer sees them; one reading for a whole list. */
export const contestedIn: LoaderDefinition<string, ReadonlyMap<string, string>> = {
  async batch(ctx, consultationIds) {
    const found = await Promise.all(consultationIds.map((id) => conflicts(ctx, id)));
    const lanes = (list: Conflict[] | null) =>
      new Map((list ?? []).flatMap((one) => one.lanes.map((lane) => [lane, one.id] as const)));
    return new Map(consultationIds.map((id, index) => [id, lanes(found[index] ?? null)]));
  },
};

/** The conflict that a comment is part of, as lane or beside. Null when there is none, or the comment is not theirs. */
export async function conflictOf(ctx: RequestContext, commentId: string): Promise<Conflict | null> {
  const comment = await readableComment(ctx, commentId);
  const standing = comment && (await ctx.standing(comment.consultationId));
  if (!comment || !standing) return null;
  const rivals = await openRivals(ctx, comment.consultationId, standing, comment.sectionId);
  const found = inOrder(rivals);
  const holds = (list: readonly string[]): boolean => list.includes(commentId);
  return found.find(({ lanes }) => holds(lanes)) ?? found.find(({ beside }) => holds(beside)) ?? null;
}

/** A block's id is known within its section only: two chapters may use one twice. */
function inOrder(rivals: readonly PlacedRival[]): Conflict[] {
  const found: Conflict[] = [];
  for (const [sectionId, here] of Map.groupBy(rivals, (rival) => rival.sectionId)) {
    const byId = new Map(here.map((rival) => [rival.id, rival]));
    for (const conflict of findConflicts(here)) {
      const [first] = conflict.lanes;
      const { ordinal = 0, place = 0 } = byId.get(first ?? '') ?? {};
      // The oldest of them: the address of a conflict stays the same while others come and go.
      const id = conflict.lanes.toSorted()[0] ?? '';
      found.push({ ...conflict, id, sectionId, at: [ordinal, place, id] });
    }
  }
  return found.toSorted((one, other) => comparePlaces(one.at, other.at));
}

/**
 * [CF5] Keeps what moderators write together; a save names the version it started from, and never overwrites. It goes where
 * those who type together write: their words are part of the version.
 */
export async function saveCompromise(
  ctx: RequestContext,
  input: CompromiseInput,
): Promise<Compromise | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayPrepare(ctx, input.sectionId))) return refuse(ctx, 'NOT_FOUND');
  if (fits(input.text, limits.proposal) !== 'fits') return refuse(ctx, 'PROPOSAL_LENGTH', 'text');
  if (!isText(input.text)) return refuse(ctx, 'INVALID_INPUT', 'text');
  if (!isPlace(input)) return refuse(ctx, 'NOT_FOUND');
  return transaction(ctx, async (tx) => {
    if (!(await openCompromise(ctx, tx, input))) return refuse(ctx, 'NOT_FOUND');
    const kept = await settleCompromise(ctx, tx, input);
    if (!(await mayPrepare(ctx, input.sectionId))) return refuse(ctx, 'NOT_FOUND');
    const version = kept?.version ?? 0;
    if (version === input.version)
      return writeIntoCompromise(ctx, tx, input, { text: input.text, version: version + 1, personId });
    return kept?.text === input.text ? kept : refuse(ctx, 'COMPROMISE_CHANGED');
  });
}

const isPlace = ({ sectionId, blockId, language }: CompromiseInput): boolean =>
  parseCompromiseName(`compromise/${sectionId}/${blockId}/${language}`) !== null;

export async function compromises(
  ctx: RequestContext,
  sectionId: string,
  blockId: string,
): Promise<Compromise[]> {
  if (!(await mayPrepare(ctx, sectionId))) return [];
  const rows = (await ctx.load(compromisesOf, sectionId)) ?? [];
  return rows
    .filter((row) => row.blockId === blockId)
    .toSorted((a, b) => order(a.language) - order(b.language));
}

const order = (language: Locale): number => ['az', 'en', 'ru'].indexOf(language);
