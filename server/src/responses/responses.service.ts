import {
  mayCommentOn,
  mayGiveNilReturn,
  mayGiveOpinion,
  mayRemind,
  opinionProblem,
  type RoundEventType,
} from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import type { RequestContext, Standing } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { isText } from '../platform/text.js';
import { readableSection } from '../profiles/index.js';
import { admit, lockRound, mayRun, roundEvent, type Round } from '../rounds/index.js';
import { Response, RoundReminder } from './responses.entity.js';
import { isOpinion, responsesOf, trackedOrganisations } from './responses.repository.js';
import type { GiveOpinionInput } from './responses.types.js';

/** [RE1] The ministry tells the lead agency that it is at work; nobody concludes it from its drafts (T4). */
export function declareWork(ctx: RequestContext, consultationId: string): Promise<Round | Refused> {
  return say(ctx, consultationId, 'round_working', async (_tx, standing, given) => {
    if (!mayCommentOn({ ...standing, domains: null }, null)) return refuse(ctx, 'NOT_FOUND');
    return given.some(({ kind }) => kind === 'working') ? null : { kind: 'working' };
  });
}

/** [RE3] "No comments": on the whole as the organisation's word, on a section as a note of its own. */
export async function giveNilReturn(
  ctx: RequestContext,
  consultationId: string,
  sectionId: string | null,
): Promise<Round | Refused> {
  if (!(await isOpenTo(ctx, consultationId, sectionId))) return refuse(ctx, notThere(ctx));
  return say(ctx, consultationId, nilEvent(sectionId), async (_tx, standing, given) => {
    if (!mayGiveNilReturn(standing, sectionId === null)) return refuse(ctx, 'NOT_FOUND');
    return given.some((row) => row.kind === 'nil_return' && row.sectionId === sectionId)
      ? null
      : { kind: 'nil_return', sectionId };
  });
}

export async function takeBackNilReturn(
  ctx: RequestContext,
  consultationId: string,
  sectionId: string | null,
): Promise<Round | Refused> {
  if (!(await isOpenTo(ctx, consultationId, sectionId))) return refuse(ctx, notThere(ctx));
  return say(ctx, consultationId, nilEvent(sectionId), async (tx, standing, given) => {
    if (!mayGiveNilReturn(standing, sectionId === null)) return refuse(ctx, 'NOT_FOUND');
    for (const row of given) {
      if (row.kind !== 'nil_return' || row.sectionId !== sectionId) continue;
      await tx.manager.update(Response, { id: row.id }, { takenBackAt: tx.now });
    }
    return null;
  });
}

/** Those who may say so: of the whole, or of a section whose chapter is open to them. */
const isOpenTo = async (
  ctx: RequestContext,
  consultationId: string,
  sectionId: string | null,
): Promise<boolean> => {
  const section = sectionId === null ? null : await readableSection(ctx, sectionId);
  const standing = await ctx.standing(consultationId);
  if (!standing || !mayGiveNilReturn(standing, sectionId === null)) return false;
  return sectionId === null || section?.consultationId === consultationId;
};

const notThere = ({ personId }: RequestContext) => (personId ? 'NOT_FOUND' : 'NOT_SIGNED_IN');

/** [RE2] The opinion of the institution; a later one follows the earlier, and both are kept. */
export function giveOpinion(ctx: RequestContext, input: GiveOpinionInput): Promise<Round | Refused> {
  return say(ctx, input.consultationId, 'round_opinion', async (_tx, standing, given) => {
    if (!mayGiveOpinion(standing)) return refuse(ctx, 'NOT_FOUND');
    const conditions = input.conditions?.trim() || null;
    if (!isText(conditions ?? '')) return refuse(ctx, 'INVALID_INPUT', 'conditions');
    const problem = opinionProblem(input.opinion, conditions);
    if (problem === 'conditions_too_long') return refuse(ctx, 'REASON_LENGTH', 'conditions');
    if (problem === 'conditions_required') return refuse(ctx, 'OPINION_CONDITIONS', 'conditions');
    if (problem) return refuse(ctx, 'INVALID_INPUT', 'conditions');
    const last = given.findLast(({ kind }) => isOpinion(kind));
    const same = last?.kind === input.opinion && last.conditions === conditions;
    return same ? null : { kind: input.opinion, conditions };
  });
}

/** A note on one section stays inside the organisation; the whole is for the lead agency to hear. */
const nilEvent = (sectionId: string | null): RoundEventType =>
  sectionId === null ? 'round_nil_return' : 'round_noted';

type Said = Pick<Response, 'kind'> & Partial<Pick<Response, 'sectionId' | 'conditions'>>;

/** Policy, lock, rule, save, event. `work` refuses, or names the row to add; null: it was said already. */
async function say(
  ctx: RequestContext,
  consultationId: string,
  event: RoundEventType,
  work: (tx: Transaction, standing: Standing, given: readonly Response[]) => Promise<Said | Refused | null>,
): Promise<Round | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await ctx.standing(consultationId))) return refuse(ctx, 'NOT_FOUND');
  return transaction(ctx, async (tx) => {
    // Locked: two officers who sign at once sign one after the other.
    const round = await lockRound(tx.manager, consultationId);
    const standing = await ctx.standing(consultationId);
    if (!round || !standing) return refuse(ctx, 'NOT_FOUND');
    const { organisationId } = standing;
    const given = await responsesOf(tx.manager, round.id, organisationId);
    const said = await work(tx, standing, given);
    if (isRefused(said)) return said;
    const admitted = await admit(ctx, tx.manager, consultationId, organisationId, 'clear');
    if (isRefused(admitted)) return admitted;
    if (said)
      await tx.manager.insert(Response, {
        id: uuid(),
        roundId: round.id,
        organisationId,
        sectionId: null,
        conditions: null,
        ...said,
        givenBy: ctx.personId ?? '',
        givenAt: tx.now,
      });
    record(tx, roundEvent(event, round, organisationId));
    return round;
  });
}

/** [RD8] A reminder to those who are silent, once a day whoever presses; nobody else hears of it. */
export async function remindSilent(ctx: RequestContext, consultationId: string): Promise<Round | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayRun(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
  return transaction(ctx, async (tx) => {
    const round = await lockRound(tx.manager, consultationId);
    const standing = await ctx.standing(consultationId);
    if (!round || !standing || !(await mayRun(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
    const tracked = await trackedOrganisations(tx.manager, round);
    const silent = tracked.filter(
      ({ state, organisationId }) => state === 'silent' && organisationId !== standing.organisationId,
    );
    if (silent.length === 0) return refuse(ctx, 'NOBODY_SILENT');
    const due = silent.filter((one) => mayRemind(one.remindedAt, tx.now));
    if (due.length === 0) return refuse(ctx, 'REMINDED_TODAY');
    for (const { organisationId } of due) {
      const reminder = { id: uuid(), roundId: round.id, organisationId, sentBy: personId, sentAt: tx.now };
      await tx.manager.insert(RoundReminder, reminder);
      record(tx, roundEvent('round_reminded', round, organisationId));
    }
    return round;
  });
}
