import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { CommentType, momentFor } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import { mayReadFilesOf } from './evidence.policy.js';
import { evidenceOf } from './evidence.repository.js';
import * as service from './evidence.service.js';
import { EvidenceRemoved, EvidenceRemovedResult, EvidenceResult, EvidenceType } from './evidence.types.js';

@Resolver(() => CommentType)
export class EvidenceResolver {
  @FieldResolver(() => [EvidenceType], { description: 'Files are at `/files/evidence/ID`.' })
  async evidence(@Root() comment: CommentType, @Ctx() ctx: RequestContext): Promise<EvidenceType[]> {
    if (!(await mayReadFilesOf(ctx, comment))) return [];
    const given = (await ctx.load(evidenceOf, comment.id)) ?? [];
    return Promise.all(
      given.map(async (one) =>
        Object.assign(new EvidenceType(), one, { addedAt: await momentFor(ctx, comment, one.addedAt) }),
      ),
    );
  }

  @Mutation(() => EvidenceResult, {
    description: 'An address of the web. Files are sent to `/files/evidence`.',
  })
  async addEvidenceLink(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('href', () => String) href: string,
    @Arg('name', () => String) name: string,
    @Ctx() ctx: RequestContext,
  ): Promise<EvidenceType | Refused> {
    const added = await service.addLink(ctx, commentId, href, name);
    return isRefused(added) ? added : Object.assign(new EvidenceType(), added);
  }

  @Mutation(() => EvidenceRemovedResult)
  async removeEvidence(
    @Arg('evidenceId', () => ID) evidenceId: string,
    @Ctx() ctx: RequestContext,
  ): Promise<EvidenceRemoved | Refused> {
    const removed = await service.remove(ctx, evidenceId);
    return isRefused(removed) ? removed : Object.assign(new EvidenceRemoved(), { evidenceId });
  }
}
