import { Arg, Ctx, Extensions, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { CommentType, readableComment } from '../comments/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused } from '../platform/errors/refusal.js';
import type { Stance } from './stances.entity.js';
import { mayTake } from './stances.policy.js';
import { stancesOf } from './stances.repository.js';
import { takeStance } from './stances.service.js';
import { StanceInput, StanceResult, StanceType } from './stances.types.js';

@Resolver(() => StanceType)
export class StancesResolver {
  @Mutation(() => StanceResult, { description: 'For clearing officers: an organisation speaks as one.' })
  async takeStance(@Arg('input', () => StanceInput) input: StanceInput, @Ctx() ctx: RequestContext) {
    const taken = await takeStance(ctx, input);
    return isRefused(taken) ? taken : view(taken);
  }

  @FieldResolver(() => OrganisationType)
  organisation(@Root() stance: StanceType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, stance.organisationId);
  }

  @FieldResolver(() => CommentType)
  async comment(@Root() stance: StanceType, @Ctx() ctx: RequestContext) {
    const comment = await readableComment(ctx, stance.commentId);
    return comment && Object.assign(new CommentType(), comment);
  }
}

@Resolver(() => CommentType)
export class CommentStancesResolver {
  @FieldResolver(() => [StanceType], {
    description: 'Whoever sees the comment sees what others say of it; earlier stances are history.',
  })
  async stances(@Root() comment: CommentType, @Ctx() ctx: RequestContext) {
    return ((await ctx.load(stancesOf, comment.id)) ?? []).map(view);
  }

  @Extensions({ personal: true })
  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer can take a stance for their organisation.',
  })
  async mayTakeStance(@Root() comment: CommentType, @Ctx() ctx: RequestContext): Promise<boolean> {
    const row = await readableComment(ctx, comment.id);
    return row !== null && mayTake(ctx, row);
  }
}

const view = (stance: Stance): StanceType =>
  Object.assign(new StanceType(), stance, { stands: stance.endedAt === null });
