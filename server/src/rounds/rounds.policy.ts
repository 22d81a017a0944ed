import { consultationAbilities, mayClear, mayComment, type RoundRefusal } from '@concord/consultation';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../platform/context.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { extensionFor, holdRound } from './rounds.repository.js';

/** [RD9] Dates, extensions, pauses and reminders are the lead agency's. */
export async function mayRun(ctx: RequestContext, consultationId: string): Promise<boolean> {
  const standing = await ctx.standing(consultationId);
  return standing !== null && consultationAbilities(standing.roles).run;
}

const acts = { comment: mayComment, clear: mayClear } as const;

/**
 * [RD4] Whether the organisation is heard now, asked inside the transaction that writes it: the round is held, so a
 * pause or a new deadline comes before it or after it, never in between. Nothing is refused without a deadline.
 */
export async function admit(
  ctx: RequestContext,
  manager: EntityManager,
  consultationId: string,
  organisationId: string,
  act: keyof typeof acts,
): Promise<{ late: boolean } | Refused> {
  const round = await holdRound(manager, consultationId);
  if (!round) return { late: false };
  const extension = await extensionFor(manager, round.id, organisationId);
  const admission = acts[act](round, extension?.closesAt ?? null, ctx.now());
  return 'late' in admission ? admission : refuse(ctx, refusalKey[admission.refusal][act]);
}

const refusalKey = {
  ROUND_PLANNED: { comment: 'ROUND_PLANNED', clear: 'ROUND_PLANNED' },
  ROUND_PAUSED: { comment: 'ROUND_PAUSED', clear: 'ROUND_PAUSED' },
  ROUND_CLOSED: { comment: 'ROUND_CLOSED', clear: 'ROUND_CLOSED_UNCLEARED' },
} as const satisfies Record<RoundRefusal, Record<keyof typeof acts, string>>;
