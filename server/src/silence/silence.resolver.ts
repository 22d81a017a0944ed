import { consultationAbilities, mayObjectTo } from '@concord/consultation';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { CommentType, readableComment } from '../comments/index.js';
import { ConsultationType } from '../consultations/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import type { SilenceRound } from './silence.entity.js';
import { visibleItems } from './silence.policy.js';
import { objectionsOf, silenceRoundsOf } from './silence.repository.js';
import * as service from './silence.service.js';
import {
  OpenSilenceInput,
  SilenceItemType,
  SilenceObjectionType,
  SilenceResult,
  SilenceRoundType,
} from './silence.types.js';

@Resolver(() => SilenceRoundType)
export class SilenceResolver {
  @Mutation(() => SilenceResult, { description: 'Puts proposed decisions to silence. For moderators.' })
  async openSilenceRound(
    @Arg('input', () => OpenSilenceInput) input: OpenSilenceInput,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.openSilence(ctx, input));
  }

  @Mutation(() => SilenceResult, { description: 'Breaks the silence on an item. For clearing officers.' })
  async objectToItem(
    @Arg('itemId', () => ID) itemId: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.object(ctx, itemId, reason));
  }

  @FieldResolver(() => [SilenceItemType], {
    description: 'Those that concern the viewer; all for who decides.',
  })
  async items(@Root() { row }: SilenceRoundType, @Ctx() ctx: RequestContext): Promise<SilenceItemType[]> {
    const standing = await ctx.standing(row.consultationId);
    const clears = standing !== null && consultationAbilities(standing.roles).clear;
    const items = await visibleItems(ctx, row);
    return Promise.all(
      items.map(async (item) => {
        const objections = (await ctx.load(objectionsOf, item.id)) ?? [];
        // [SR2] Once is enough: what is said again would be lost.
        const objected = objections.some(({ organisationId }) => organisationId === standing?.organisationId);
        const mayObject = clears && !objected && mayObjectTo(item.state, row.closesAt, ctx.now());
        return Object.assign(new SilenceItemType(), item, { mayObject });
      }),
    );
  }
}

@Resolver(() => SilenceItemType)
export class SilenceItemsResolver {
  @FieldResolver(() => CommentType)
  async comment(@Root() item: SilenceItemType, @Ctx() ctx: RequestContext) {
    const comment = await readableComment(ctx, item.commentId);
    return comment && Object.assign(new CommentType(), comment);
  }

  @FieldResolver(() => [SilenceObjectionType])
  async objections(
    @Root() item: SilenceItemType,
    @Ctx() ctx: RequestContext,
  ): Promise<SilenceObjectionType[]> {
    const rows = (await ctx.load(objectionsOf, item.id)) ?? [];
    return rows.map((row) => Object.assign(new SilenceObjectionType(), row));
  }
}

@Resolver(() => SilenceObjectionType)
export class SilenceObjectionsResolver {
  @FieldResolver(() => OrganisationType)
  organisation(@Root() objection: SilenceObjectionType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, objection.organisationId);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationSilenceResolver {
  @FieldResolver(() => [SilenceRoundType], {
    description: 'Silence rounds in which something concerns the viewer, newest first.',
  })
  async silenceRounds(
    @Root() consultation: ConsultationType,
    @Ctx() ctx: RequestContext,
  ): Promise<SilenceRoundType[]> {
    const rounds = (await ctx.load(silenceRoundsOf, consultation.id)) ?? [];
    const seen = await Promise.all(rounds.map(async (row) => (await visibleItems(ctx, row)).length > 0));
    return rounds.filter((_, index) => seen[index]).map(view);
  }
}

const view = (row: SilenceRound): SilenceRoundType => Object.assign(new SilenceRoundType(), row, { row });
const shown = (outcome: SilenceRound | Refused): SilenceRoundType | Refused =>
  isRefused(outcome) ? outcome : view(outcome);
