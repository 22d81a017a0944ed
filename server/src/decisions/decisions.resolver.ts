import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { commentById, CommentType } from '../comments/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused } from '../platform/errors/refusal.js';
import type { Projections } from '../profiles/index.js';
import type { Decision } from './decisions.entity.js';
import { decisionOf } from './decisions.repository.js';
import { decide } from './decisions.service.js';
import { DecideInput, DecideResult, DecisionType } from './decisions.types.js';

@Resolver(() => DecisionType)
export class DecisionsResolver {
  constructor(private readonly projections: Projections) {}

  @Mutation(() => DecideResult, {
    description: 'Disposes of a comment and applies its wording in one stroke.',
  })
  async decideComment(@Arg('input', () => DecideInput) input: DecideInput, @Ctx() ctx: RequestContext) {
    const decision = await decide(ctx, this.projections, input);
    return isRefused(decision) ? decision : view(decision);
  }

  @FieldResolver(() => CommentType)
  async comment(@Root() decision: DecisionType, @Ctx() ctx: RequestContext) {
    const comment = await ctx.load(commentById, decision.commentId);
    return comment && Object.assign(new CommentType(), comment);
  }

  @FieldResolver(() => OrganisationType, { description: 'The body that decided.' })
  organisation(@Root() decision: DecisionType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, decision.organisationId);
  }
}

@Resolver(() => CommentType)
export class CommentDecisionResolver {
  @FieldResolver(() => DecisionType, {
    nullable: true,
    description: 'Whoever sees the comment sees what became of it.',
  })
  async decision(@Root() comment: CommentType, @Ctx() ctx: RequestContext) {
    const decision = await ctx.load(decisionOf, comment.id);
    return decision && view(decision);
  }
}

const view = (decision: Decision): DecisionType =>
  Object.assign(new DecisionType(), decision, {
    applied: decision.appliedSeq !== null,
    revision: decision.appliedSeq,
  });
