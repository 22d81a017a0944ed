import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { personById, PersonType } from '../accounts/index.js';
import { CommentType, readableComment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused } from '../platform/errors/refusal.js';
import { sectionById, SectionType } from '../profiles/index.js';
import { conflictPlaces } from './conflict-cursor.js';
import type { Compromise } from './proposals.entity.js';
import * as service from './proposals.service.js';
import {
  CompromiseInput,
  CompromiseResult,
  CompromiseType,
  ConflictConnection,
  ConflictType,
} from './proposals.types.js';

@Resolver(() => ConflictType)
export class ConflictsResolver {
  @Query(() => ConflictConnection, {
    nullable: true,
    description:
      'Page by page, in the order of the text. Null when the consultation is not open to the viewer.',
  })
  async openConflicts(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<ConflictConnection | null> {
    const page = await service.conflictPage(ctx, consultationId, first, after ?? null);
    if (!page) return null;
    const edges = page.conflicts.map((conflict) => ({
      cursor: conflictPlaces.give(ctx, consultationId, conflict.at),
      node: view(conflict),
    }));
    const { totalCount, more } = page;
    return { edges, totalCount, pageInfo: { hasNextPage: more, endCursor: edges.at(-1)?.cursor ?? null } };
  }

  @Query(() => [ConflictType], {
    nullable: true,
    description:
      'All at once, in the order of the text. Null when the consultation is not open to the viewer.',
  })
  async conflicts(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    const found = await service.conflicts(ctx, consultationId);
    return found && found.map(view);
  }

  @Query(() => ConflictType, {
    nullable: true,
    description: 'The open conflict that a comment is part of; null when there is none the viewer may see.',
  })
  async conflict(@Arg('commentId', () => ID) commentId: string, @Ctx() ctx: RequestContext) {
    const found = await service.conflictOf(ctx, commentId);
    return found && view(found);
  }

  @Mutation(() => CompromiseResult, { description: 'Keeps wording that moderators prepare. For moderators.' })
  async saveCompromise(
    @Arg('input', () => CompromiseInput) input: CompromiseInput,
    @Ctx() ctx: RequestContext,
  ) {
    const saved = await service.saveCompromise(ctx, input);
    return isRefused(saved) ? saved : compromiseView(saved);
  }

  @FieldResolver(() => SectionType)
  section(@Root() conflict: ConflictType, @Ctx() ctx: RequestContext) {
    return ctx.load(sectionById, conflict.sectionId);
  }

  @FieldResolver(() => [CommentType], { description: 'The rival proposals, in the order of their words.' })
  lanes(@Root() conflict: ConflictType, @Ctx() ctx: RequestContext) {
    return comments(ctx, conflict.lanes);
  }

  @FieldResolver(() => [CommentType], { description: 'Comments on the same words that propose no wording.' })
  beside(@Root() conflict: ConflictType, @Ctx() ctx: RequestContext) {
    return comments(ctx, conflict.beside);
  }

  @FieldResolver(() => [CompromiseType], {
    description: 'What moderators are writing, one for each language; nothing for anybody else.',
  })
  async compromises(@Root() conflict: ConflictType, @Ctx() ctx: RequestContext) {
    return (await service.compromises(ctx, conflict.sectionId, conflict.blockId)).map(compromiseView);
  }
}

@Resolver(() => CompromiseType)
export class CompromisesResolver {
  @FieldResolver(() => PersonType, { nullable: true, description: 'Who wrote last.' })
  editedBy(@Root() compromise: CompromiseType, @Ctx() ctx: RequestContext) {
    return ctx.load(personById, compromise.editedBy);
  }
}

const view = (conflict: service.Conflict): ConflictType => Object.assign(new ConflictType(), conflict);

const compromiseView = (row: Compromise): CompromiseType =>
  Object.assign(new CompromiseType(), row, { id: `${row.sectionId}/${row.blockId}/${row.language}` });

async function comments(ctx: RequestContext, ids: readonly string[]): Promise<CommentType[]> {
  const found = await Promise.all(ids.map((id) => readableComment(ctx, id)));
  return found.flatMap((comment) => (comment ? [Object.assign(new CommentType(), comment)] : []));
}
