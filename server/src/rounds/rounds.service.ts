import {
  datesProblem,
  fits,
  isOver,
  lastCallOf,
  limits,
  mayChangeBlindness,
  mayExtendTo,
  reopens,
  type RoundEventType,
  type RoundProblem,
} from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import { participates } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import type { RefusalKey } from '../platform/errors/registry.js';
import type { NewEvent } from '../platform/events/event.js';
import { isText } from '../platform/text.js';
import { Round, RoundExtension } from './rounds.entity.js';
import { roundEvent } from './rounds.events.js';
import { mayRun } from './rounds.policy.js';
import { endOf, extensionFor, lastExtension, lockRound, officialSince } from './rounds.repository.js';
import type { ChangeRoundInput, ExtendRoundInput, OpenRoundInput } from './rounds.types.js';

const problems = {
  opens_after_closing: { key: 'ROUND_DATES', field: 'closesAt' },
  opens_too_early: { key: 'ROUND_OVERLAPS', field: 'opensAt' },
  closes_in_the_past: { key: 'ROUND_DATES', field: 'closesAt' },
  grace_out_of_range: { key: 'ROUND_GRACE', field: 'graceHours' },
} as const satisfies Record<RoundProblem, { key: RefusalKey; field: string }>;

/** [RD7] Opening, deadline, grace and blindness; also what reopens a round that had closed. */
export function changeRound(ctx: RequestContext, input: ChangeRoundInput): Promise<Round | Refused> {
  return change(ctx, input.consultationId, async (tx, round) => {
    if (round.version !== input.version) return refuse(ctx, 'ROUND_CHANGED');
    const { graceHours, blind } = input;
    const wanted = { opensAt: input.opensAt ?? null, closesAt: input.closesAt ?? null, graceHours };
    const notBefore = await endOf(tx.manager, round.consultationId, round.ordinal - 1);
    const problem = datesProblem(wanted, round, tx.now, notBefore);
    if (problem) return refuse(ctx, problems[problem].key, problems[problem].field);
    const reopened = reopens(round, wanted, tx.now);
    // [RD6] Before the dates move: what was official in the round as it was may not slip out of it.
    const official = await officialSince(tx.manager, round);
    if (blind !== round.blind && !mayChangeBlindness(official)) return refuse(ctx, 'ROUND_BLIND', 'blind');
    if (round.blind && official > 0 && later(wanted.opensAt, round.opensAt))
      return refuse(ctx, 'ROUND_BLIND', 'opensAt');
    // What everybody has seen since the closing can't be made unseen.
    Object.assign(round, wanted, { blind: blind && !(reopened && official > 0), version: round.version + 1 });
    return { type: 'round_changed', organisationId: null, data: { reopened } };
  });
}

/** [RD12] Another round, when the one before is over for everybody; of two who open it at once one is told. */
export function openRound(ctx: RequestContext, input: OpenRoundInput): Promise<Round | Refused> {
  return change(ctx, input.consultationId, async (tx, before) => {
    // Whoever waited for a colleague's lock still holds the round that was the latest before.
    const next = { consultationId: before.consultationId, ordinal: before.ordinal + 1 };
    if (next.ordinal !== input.ordinal || (await tx.manager.existsBy(Round, next)))
      return refuse(ctx, 'ROUND_CHANGED');
    const { closesAt, graceHours, blind } = input;
    const extendedTo = await lastExtension(tx.manager, before.id);
    if (!isOver(before, extendedTo, tx.now)) return refuse(ctx, 'ROUND_NOT_OVER');
    const notBefore = lastCallOf(before, extendedTo);
    const wanted = { opensAt: input.opensAt ?? tx.now, closesAt, graceHours };
    const problem = datesProblem(wanted, { opensAt: null, closesAt: null, graceHours }, tx.now, notBefore);
    if (problem) return refuse(ctx, problems[problem].key, problems[problem].field);
    const round = tx.manager.create(Round, {
      id: uuid(),
      ...next,
      ...wanted,
      blind,
      pausedAt: null,
      pauseReason: null,
      version: 1,
      toldClosing: null,
    });
    return { type: 'round_changed', organisationId: null, data: { opened: round.ordinal }, round };
  });
}

const later = (a: Date | null, b: Date | null): boolean => (a?.getTime() ?? 0) > (b?.getTime() ?? 0);

/** [RD2] More time for one organisation, with a reason; nobody else's deadline changes. */
export function extendRound(ctx: RequestContext, input: ExtendRoundInput): Promise<Round | Refused> {
  return change(ctx, input.consultationId, async (tx, round) => {
    const { organisationId, closesAt, reason } = input;
    if (!(await participates(tx.manager, round.consultationId, organisationId)))
      return refuse(ctx, 'NOT_FOUND', 'organisationId');
    const problem = reasonProblem(ctx, reason);
    if (problem) return problem;
    const before = await extensionFor(tx.manager, round.id, organisationId);
    if (!mayExtendTo(round, before?.closesAt ?? null, closesAt, tx.now))
      return refuse(ctx, 'ROUND_EXTENSION', 'closesAt');
    await tx.manager.insert(RoundExtension, {
      id: uuid(),
      roundId: round.id,
      organisationId,
      closesAt,
      reason: reason.trim(),
      grantedBy: ctx.personId ?? '',
      grantedAt: tx.now,
    });
    return { type: 'round_extended', organisationId, data: { closesAt: closesAt.toISOString() } };
  });
}

/** [RD3] New comments are refused while it lasts; drafts are kept. */
export function pauseRound(
  ctx: RequestContext,
  consultationId: string,
  reason: string,
): Promise<Round | Refused> {
  return change(ctx, consultationId, async (tx, round) => {
    const problem = reasonProblem(ctx, reason);
    if (problem) return problem;
    if (round.pausedAt) return refuse(ctx, 'ROUND_CHANGED');
    Object.assign(round, { pausedAt: tx.now, pauseReason: reason.trim(), version: round.version + 1 });
    return { type: 'round_paused', organisationId: null };
  });
}

export function resumeRound(ctx: RequestContext, consultationId: string): Promise<Round | Refused> {
  return change(ctx, consultationId, async (_tx, round) => {
    if (!round.pausedAt) return refuse(ctx, 'ROUND_CHANGED');
    Object.assign(round, { pausedAt: null, pauseReason: null, version: round.version + 1 });
    return { type: 'round_resumed', organisationId: null };
  });
}

/** What an act comes to: the event, whom it concerns (null: everybody), and its facts. */
type Happened = {
  readonly type: RoundEventType;
  readonly organisationId: string | null;
  readonly data?: NewEvent['data'];
  /** The round that was made; otherwise it is the one that was there. */
  readonly round?: Round;
};

/** Policy, lock, rule, save, event. "Not yours" and "not there" are one answer. */
async function change(
  ctx: RequestContext,
  consultationId: string,
  work: (tx: Transaction, round: Round) => Promise<Happened | Refused>,
): Promise<Round | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayRun(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
  return transaction(ctx, async (tx) => {
    const round = await lockRound(tx.manager, consultationId);
    if (!round || !(await mayRun(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
    const outcome = await work(tx, round);
    if (isRefused(outcome)) return outcome;
    const changed = outcome.round ?? round;
    await tx.manager.save(Round, changed);
    record(tx, roundEvent(outcome.type, changed, outcome.organisationId, outcome.data));
    return changed;
  });
}

function reasonProblem(ctx: RequestContext, reason: string): Refused | null {
  if (!isText(reason)) return refuse(ctx, 'INVALID_INPUT', 'reason');
  const fit = fits(reason, limits.reason);
  if (fit === 'fits') return null;
  return refuse(ctx, fit === 'too_long' ? 'REASON_LENGTH' : 'ROUND_REASON', 'reason');
}
