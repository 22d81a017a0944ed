import { blindSince, deadlineOf, lastCallOf, roundPhase } from '@concord/consultation';
import { Arg, Ctx, FieldResolver, GraphQLISODateTime, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { ConsultationType } from '../consultations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import type { Round } from './rounds.entity.js';
import { extensionsOf, roundsOf } from './rounds.repository.js';
import * as service from './rounds.service.js';
import {
  ChangeRoundInput,
  ExtendRoundInput,
  MyRoundType,
  OpenRoundInput,
  RoundResult,
  RoundType,
} from './rounds.types.js';

@Resolver(() => RoundType)
export class RoundsResolver {
  @Mutation(() => RoundResult, { description: 'Sets dates, grace and blindness. For the lead agency.' })
  async changeRound(
    @Arg('input', () => ChangeRoundInput) input: ChangeRoundInput,
    @Ctx() ctx: RequestContext,
  ) {
    return roundResult(await service.changeRound(ctx, input), ctx);
  }

  @Mutation(() => RoundResult, {
    description: 'Opens another round when the one before is over for everybody. For the lead agency.',
  })
  async openRound(@Arg('input', () => OpenRoundInput) input: OpenRoundInput, @Ctx() ctx: RequestContext) {
    return roundResult(await service.openRound(ctx, input), ctx);
  }

  @Mutation(() => RoundResult, { description: 'Gives one organisation more time. For the lead agency.' })
  async extendRound(
    @Arg('input', () => ExtendRoundInput) input: ExtendRoundInput,
    @Ctx() ctx: RequestContext,
  ) {
    return roundResult(await service.extendRound(ctx, input), ctx);
  }

  @Mutation(() => RoundResult, {
    description: 'New comments are refused until it goes on. For the lead agency.',
  })
  async pauseRound(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: RequestContext,
  ) {
    return roundResult(await service.pauseRound(ctx, consultationId, reason), ctx);
  }

  @Mutation(() => RoundResult)
  async resumeRound(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return roundResult(await service.resumeRound(ctx, consultationId), ctx);
  }

  @FieldResolver(() => MyRoundType)
  async mine(@Root() { row }: RoundType, @Ctx() ctx: RequestContext): Promise<MyRoundType> {
    const standing = await ctx.standing(row.consultationId);
    const extension = (await ctx.load(extensionsOf, row.id))?.get(standing?.organisationId ?? '') ?? null;
    const extendedTo = extension?.closesAt ?? null;
    const now = ctx.now();
    return Object.assign(new MyRoundType(), {
      deadline: deadlineOf(row, extendedTo),
      lastCall: lastCallOf(row, extendedTo),
      phase: roundPhase(row, extendedTo, now),
      blind: blindSince(row, extendedTo, now) !== null,
      extendedTo,
      extensionReason: extension?.reason ?? null,
    });
  }
}

@Resolver(() => ConsultationType)
export class ConsultationRoundResolver {
  @FieldResolver(() => RoundType, {
    nullable: true,
    description: 'The written round: the latest, or an earlier one by its ordinal.',
  })
  async round(
    @Root() consultation: ConsultationType,
    @Arg('ordinal', () => Int, { nullable: true, description: 'From 1 to that of the latest.' })
    ordinal: number | null,
    @Ctx() ctx: RequestContext,
  ): Promise<RoundType | null> {
    const rounds = (await ctx.load(roundsOf, consultation.id)) ?? [];
    const round = rounds.findLast((one) => typeof ordinal !== 'number' || one.ordinal === ordinal);
    return round ? view(round, ctx) : null;
  }

  @FieldResolver(() => GraphQLISODateTime, { nullable: true, description: 'When the written round opens.' })
  async opensAt(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext): Promise<Date | null> {
    return (await ctx.load(roundsOf, consultation.id))?.at(-1)?.opensAt ?? null;
  }

  @FieldResolver(() => GraphQLISODateTime, { nullable: true, description: 'When the written round closes.' })
  async closesAt(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext): Promise<Date | null> {
    return (await ctx.load(roundsOf, consultation.id))?.at(-1)?.closesAt ?? null;
  }
}

/** A row becomes a GraphQL object here; the union tells a round from a refusal by its class. */
export const roundResult = (outcome: Round | Refused, ctx: RequestContext): RoundType | Refused =>
  isRefused(outcome) ? outcome : view(outcome, ctx);

const view = (row: Round, ctx: RequestContext): RoundType =>
  Object.assign(new RoundType(), row, { row, phase: roundPhase(row, null, ctx.now()) });
