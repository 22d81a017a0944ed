import { blindSince, mayGiveNilReturn, mayGiveOpinion, type Opinion } from '@concord/consultation';
import { Arg, Ctx, FieldResolver, GraphQLISODateTime, ID, Mutation, Resolver, Root } from 'type-graphql';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { readableSection, SectionType } from '../profiles/index.js';
import { mayRun, RoundResult, roundResult, RoundType } from '../rounds/index.js';
import type { Response } from './responses.entity.js';
import { mayKnowContradictions } from './responses.policy.js';
import {
  contradictions,
  isOpinion,
  latestOpinions,
  openReminder,
  remindedAt,
  responsesOf,
  trackedOrganisations,
  unclearedOf,
} from './responses.repository.js';
import * as service from './responses.service.js';
import {
  ContradictionType,
  GiveOpinionInput,
  MyResponseType,
  OpinionType,
  TrackedOrganisationType,
} from './responses.types.js';

@Resolver(() => RoundType)
export class ResponsesResolver {
  @Mutation(() => RoundResult, { description: 'Tells the lead agency that one’s organisation is at work.' })
  async declareWork(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return roundResult(await service.declareWork(ctx, consultationId), ctx);
  }

  @Mutation(() => RoundResult, {
    description: '"No comments": on a section, or on the whole when none is named.',
  })
  async giveNilReturn(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('sectionId', () => ID, { nullable: true }) sectionId: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    return roundResult(await service.giveNilReturn(ctx, consultationId, sectionId ?? null), ctx);
  }

  @Mutation(() => RoundResult)
  async takeBackNilReturn(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('sectionId', () => ID, { nullable: true }) sectionId: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    return roundResult(await service.takeBackNilReturn(ctx, consultationId, sectionId ?? null), ctx);
  }

  @Mutation(() => RoundResult, { description: 'The opinion of the institution. For clearing officers.' })
  async giveOpinion(
    @Arg('input', () => GiveOpinionInput) input: GiveOpinionInput,
    @Ctx() ctx: RequestContext,
  ) {
    return roundResult(await service.giveOpinion(ctx, input), ctx);
  }

  @Mutation(() => RoundResult, { description: 'Reminds those who are silent, once in 24 hours each.' })
  async remindSilent(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return roundResult(await service.remindSilent(ctx, consultationId), ctx);
  }

  @FieldResolver(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When the lead agency reminded the viewer’s organisation, which has not responded since.',
  })
  reminder(@Root() { row }: RoundType, @Ctx() ctx: RequestContext): Promise<Date | null> {
    return ctx.load(openReminder, row.id);
  }

  @FieldResolver(() => [TrackedOrganisationType], {
    nullable: true,
    description: 'Everybody who is asked, in official order. Null for whoever does not run the round.',
  })
  async tracker(
    @Root() { row }: RoundType,
    @Ctx() ctx: RequestContext,
  ): Promise<TrackedOrganisationType[] | null> {
    if (!(await mayRun(ctx, row.consultationId))) return null;
    const standing = await ctx.standing(row.consultationId);
    const tracked = await trackedOrganisations(ctx.manager, row);
    const given = await latestOpinions(ctx.manager, row.id);
    return tracked.map((one) => {
      const opinion = given.get(one.organisationId);
      const hidden = standing?.blindSince !== null && one.organisationId !== standing?.organisationId;
      return Object.assign(new TrackedOrganisationType(), one, {
        consultationId: row.consultationId,
        opinion: opinion && !hidden ? opinionView(opinion) : null,
      });
    });
  }

  @FieldResolver(() => MyResponseType, { nullable: true })
  async myResponse(@Root() { row }: RoundType, @Ctx() ctx: RequestContext): Promise<MyResponseType | null> {
    const standing = await ctx.standing(row.consultationId);
    if (!standing) return null;
    const { organisationId } = standing;
    const { manager } = ctx;
    const given = await responsesOf(manager, row.id, organisationId);
    const tracked = await trackedOrganisations(manager, row);
    const mine = tracked.find((one) => one.organisationId === organisationId);
    const nil = given.filter(({ kind }) => kind === 'nil_return');
    return Object.assign(new MyResponseType(), {
      state: mine?.state ?? 'silent',
      nilReturn: nil.some(({ sectionId }) => sectionId === null),
      nilSections: nil.flatMap(({ sectionId }) => (sectionId === null ? [] : [sectionId])),
      opinions: given.filter(({ kind }) => isOpinion(kind)).map(opinionView),
      uncleared: await unclearedOf(ctx, row, organisationId),
      remindedAt: await remindedAt(manager, row.id, organisationId),
      mayGiveOpinion: mayGiveOpinion(standing),
      mayGiveNilReturn: mayGiveNilReturn(standing, true),
    });
  }

  @FieldResolver(() => [ContradictionType], {
    nullable: true,
    description:
      'Where official proposals contradict each other while the round is blind, for those who will have to resolve it.',
  })
  async contradictions(
    @Root() { row }: RoundType,
    @Ctx() ctx: RequestContext,
  ): Promise<ContradictionType[] | null> {
    if (blindSince(row, null, ctx.now()) === null) return null;
    if (!(await mayKnowContradictions(ctx, row.consultationId))) return null;
    const found = await contradictions(ctx.manager, row);
    return found.map((one) => Object.assign(new ContradictionType(), one));
  }
}

@Resolver(() => TrackedOrganisationType)
export class TrackedOrganisationsResolver {
  @FieldResolver(() => OrganisationType)
  organisation(@Root() tracked: TrackedOrganisationType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, tracked.organisationId);
  }
}

@Resolver(() => ContradictionType)
export class ContradictionsResolver {
  @FieldResolver(() => SectionType)
  section(@Root() contradiction: ContradictionType, @Ctx() ctx: RequestContext) {
    return readableSection(ctx, contradiction.sectionId);
  }

  @FieldResolver(() => [OrganisationType])
  async organisations(@Root() { organisationIds }: ContradictionType, @Ctx() ctx: RequestContext) {
    const found = await Promise.all(organisationIds.map((id) => ctx.load(organisationById, id)));
    return found.filter((one) => one !== null).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
}

const opinionView = (row: Response): OpinionType =>
  Object.assign(new OpinionType(), {
    id: row.id,
    opinion: row.kind as Opinion,
    conditions: row.conditions,
    givenAt: row.givenAt,
  });
