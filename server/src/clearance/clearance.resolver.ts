import { isDeputyAt, isEscalated, stepWhereItLies } from '@concord/consultation';
import { Arg, Ctx, Extensions, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { personById, PersonType } from '../accounts/index.js';
import {
  commentById,
  CommentResult,
  CommentType,
  isHiddenFrom,
  mayKnowAuthor,
  type Comment,
} from '../comments/index.js';
import { ConsultationType } from '../consultations/index.js';
import { evidenceOf } from '../evidence/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import { done, DoneResult } from '../platform/graphql/types.js';
import { setChain } from './chain.js';
import { authorsOf, membersOf, reconsiderationOf, waitingFor } from './clearance.repository.js';
import * as service from './clearance.service.js';
import {
  ChainInput,
  ClearingDesk,
  ClearingInput,
  ClearResult,
  Colleague,
  CommentClearance,
  CommentsCleared,
  DeputyInput,
  DeputyResult,
  DeputyType,
  DraftVersionInput,
  HistoryEntry,
  ReconsiderationType,
  Waiting,
} from './clearance.types.js';
import { clearAll, clearOne } from './clearing.js';
import { endDeputy, nameDeputy } from './deputies.js';
import { clearingDesk } from './desk.js';
import { changeOf, historyOf, remarksOn } from './history.js';
import { merge } from './merging.js';
import { askReconsideration } from './reconsideration.js';
import { sealHolds } from './seal.js';

@Resolver()
export class ClearanceResolver {
  @Query(() => ClearingDesk, {
    nullable: true,
    description: 'Of the viewer’s own organisation. Null when they have no part in the consultation.',
  })
  clearingDesk(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return clearingDesk(ctx, consultationId);
  }

  @Mutation(() => CommentResult, { description: 'Hands a draft to the first of the organisation’s chain.' })
  async submitComment(
    @Arg('draft', () => DraftVersionInput) draft: DraftVersionInput,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.submit(ctx, draft));
  }

  @Mutation(() => CommentResult, { description: 'Hands a draft on to the next of the chain.' })
  async passComment(
    @Arg('draft', () => DraftVersionInput) draft: DraftVersionInput,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.pass(ctx, draft));
  }

  @Mutation(() => CommentResult, { description: 'Gives a draft back to those who wrote it.' })
  async returnComment(
    @Arg('draft', () => DraftVersionInput) draft: DraftVersionInput,
    @Arg('remarks', () => String) remarks: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.giveBack(ctx, draft, remarks));
  }

  @Mutation(() => CommentResult, { description: 'Refuses a draft inside the organisation, for ever.' })
  async setCommentAside(
    @Arg('draft', () => DraftVersionInput) draft: DraftVersionInput,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.setAside(ctx, draft, reason));
  }

  @Mutation(() => CommentResult, { description: 'Makes one draft of several that say the same.' })
  async mergeDrafts(
    @Arg('into', () => DraftVersionInput) into: DraftVersionInput,
    @Arg('duplicates', () => [DraftVersionInput]) duplicates: DraftVersionInput[],
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await merge(ctx, into, duplicates));
  }

  @Mutation(() => CommentResult, { description: 'Makes a draft official. For clearing officers.' })
  async clearComment(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('version', () => Int) version: number,
    @Arg('late', () => Boolean, {
      defaultValue: false,
      description: 'True: I know that the round is over and that it will be marked as late.',
    })
    late: boolean,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await clearOne(ctx, { commentId, version }, late));
  }

  @Mutation(() => ClearResult, { description: 'Makes all of these drafts official, or none of them.' })
  async clearComments(
    @Arg('items', () => [ClearingInput]) items: ClearingInput[],
    @Arg('late', () => Boolean, {
      defaultValue: false,
      description: 'True: I know that the round is over and that they will be marked as late.',
    })
    late: boolean,
    @Ctx() ctx: RequestContext,
  ) {
    const outcome = await clearAll(ctx, items, late);
    if (isRefused(outcome)) return outcome;
    return Object.assign(new CommentsCleared(), { comments: outcome.map((comment) => shown(comment)) });
  }

  @Mutation(() => DoneResult, { description: 'Through whose hands the organisation’s drafts go.' })
  async setClearanceChain(@Arg('input', () => ChainInput) input: ChainInput, @Ctx() ctx: RequestContext) {
    const outcome = await setChain(ctx, input);
    return isRefused(outcome) ? outcome : done();
  }

  @Mutation(() => DeputyResult)
  async nameDeputy(@Arg('input', () => DeputyInput) input: DeputyInput, @Ctx() ctx: RequestContext) {
    const outcome = await nameDeputy(ctx, input);
    return isRefused(outcome) ? outcome : Object.assign(new DeputyType(), outcome);
  }

  @Mutation(() => DeputyResult)
  async endDeputy(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext) {
    const outcome = await endDeputy(ctx, id);
    return isRefused(outcome) ? outcome : Object.assign(new DeputyType(), outcome);
  }

  @Mutation(() => CommentResult, {
    description: 'Asks, once, to look again at what was judged out of scope.',
  })
  async askReconsideration(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await askReconsideration(ctx, commentId, reason));
  }
}

@Resolver(() => CommentType)
export class CommentsInClearanceResolver {
  @FieldResolver(() => CommentClearance, {
    nullable: true,
    description: 'For the author’s own organisation only.',
  })
  async clearance(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<CommentClearance | null> {
    if (!(await mayKnowAuthor(ctx, comment))) return null;
    const standing = await ctx.standing(comment.consultationId);
    const [history, change, remarks] = await Promise.all([
      historyOf(ctx, comment),
      changeOf(ctx, comment),
      remarksOn(ctx, comment),
    ]);
    return Object.assign(new CommentClearance(), {
      commentId: comment.id,
      clearedBy: comment.clearedBy,
      clearedFor: comment.clearedFor,
      mergedInto: comment.mergedInto,
      step: stepWhereItLies(standing?.chain ?? [], comment.status, comment.step),
      remarks,
      change,
      history: history.map((told) => Object.assign(new HistoryEntry(), told)),
    });
  }

  @FieldResolver(() => Boolean, {
    description: 'Its organisation maintains its objection: it goes to the session.',
  })
  escalated(@Root() comment: Comment): boolean {
    return isEscalated(comment.acknowledgement);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the comment still says what was sealed; null when nothing was.',
  })
  async sealHolds(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<boolean | null> {
    return sealHolds(comment, (await ctx.load(evidenceOf, comment.id)) ?? []);
  }

  @FieldResolver(() => ReconsiderationType, { nullable: true })
  async reconsideration(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    if (await isHiddenFrom(ctx, comment)) return null;
    const asked = await ctx.load(reconsiderationOf, comment.id);
    return asked && Object.assign(new ReconsiderationType(), asked);
  }
}

@Resolver(() => CommentClearance)
export class CommentClearanceResolver {
  @FieldResolver(() => [PersonType], { description: 'Everybody who wrote a part of it.' })
  async authors(@Root() { commentId }: CommentClearance, @Ctx() ctx: RequestContext) {
    const people = (await ctx.load(authorsOf, commentId)) ?? [];
    return (await Promise.all(people.map((id) => ctx.load(personById, id)))).filter((one) => one !== null);
  }

  @FieldResolver(() => PersonType, { nullable: true })
  clearedBy(@Root() { clearedBy }: CommentClearance, @Ctx() ctx: RequestContext) {
    return clearedBy === null ? null : ctx.load(personById, clearedBy);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'For whom a deputy cleared it.' })
  clearedFor(@Root() { clearedFor }: CommentClearance, @Ctx() ctx: RequestContext) {
    return clearedFor === null ? null : ctx.load(personById, clearedFor);
  }

  @FieldResolver(() => CommentType, { nullable: true, description: 'The draft it was merged into.' })
  async mergedInto(@Root() { mergedInto }: CommentClearance, @Ctx() ctx: RequestContext) {
    const into = mergedInto === null ? null : await ctx.load(commentById, mergedInto);
    return into && shown(into);
  }
}

@Resolver(() => HistoryEntry)
export class HistoryResolver {
  @FieldResolver(() => PersonType, { nullable: true })
  person(@Root() { personId }: HistoryEntry, @Ctx() ctx: RequestContext) {
    return personId === null ? null : ctx.load(personById, personId);
  }

  @FieldResolver(() => PersonType, { nullable: true, description: 'The officer for whom a deputy did it.' })
  actingFor(@Root() { forId }: HistoryEntry, @Ctx() ctx: RequestContext) {
    return forId === null ? null : ctx.load(personById, forId);
  }
}

@Resolver(() => ClearingDesk)
export class ClearingDeskResolver {
  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'The officer whose deputy the viewer is just now.',
  })
  actsFor(@Root() { actsFor }: ClearingDesk, @Ctx() ctx: RequestContext) {
    return actsFor === null ? null : ctx.load(personById, actsFor);
  }

  @FieldResolver(() => [Colleague])
  async colleagues(@Root() desk: ClearingDesk, @Ctx() ctx: RequestContext): Promise<Colleague[]> {
    const members = await membersOf(ctx.manager, desk.consultationId, desk.organisationId);
    return members.map(({ personId, roles }) => Object.assign(new Colleague(), { personId, roles }));
  }

  @FieldResolver(() => [PersonType])
  focalPoints(@Root() { focalPoints }: ClearingDesk, @Ctx() ctx: RequestContext) {
    return Promise.all(focalPoints.map((id) => ctx.load(personById, id)));
  }

  @FieldResolver(() => [PersonType])
  legalUnit(@Root() { legalUnit }: ClearingDesk, @Ctx() ctx: RequestContext) {
    return Promise.all(legalUnit.map((id) => ctx.load(personById, id)));
  }
}

@Resolver(() => Colleague)
export class ColleaguesResolver {
  @FieldResolver(() => PersonType)
  person(@Root() { personId }: Colleague, @Ctx() ctx: RequestContext) {
    return ctx.load(personById, personId);
  }
}

@Resolver(() => DeputyType)
export class DeputiesResolver {
  @FieldResolver(() => PersonType)
  officer(@Root() { officerId }: DeputyType, @Ctx() ctx: RequestContext) {
    return ctx.load(personById, officerId);
  }

  @FieldResolver(() => PersonType)
  deputy(@Root() { deputyId }: DeputyType, @Ctx() ctx: RequestContext) {
    return ctx.load(personById, deputyId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the deputy clears just now.' })
  active(@Root() deputy: DeputyType, @Ctx() ctx: RequestContext): boolean {
    return deputy.endedAt === null && isDeputyAt(deputy, ctx.now());
  }
}

@Resolver(() => ConsultationType)
export class ConsultationWaitingResolver {
  @Extensions({ personal: true })
  @FieldResolver(() => Waiting)
  async waiting(@Root() consultation: ConsultationType, @Ctx() ctx: RequestContext): Promise<Waiting> {
    const standing = await ctx.standing(consultation.id);
    const nothing = { toClear: 0, toPass: 0, returned: 0, toAnswer: 0 };
    return Object.assign(
      new Waiting(),
      standing ? await waitingFor(ctx, consultation.id, standing) : nothing,
    );
  }
}

/** Rows become GraphQL objects here; the union tells a comment from a refusal by its class. */
const shown = (outcome: Comment | Refused): CommentType | Refused =>
  isRefused(outcome) ? outcome : Object.assign(new CommentType(), outcome);
