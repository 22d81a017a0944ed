import { mayAnswer, mayReadWithheld } from '@concord/consultation';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { personById, PersonType } from '../accounts/index.js';
import {
  commentById,
  CommentConnection,
  CommentFilter,
  CommentResult,
  CommentType,
  type Comment,
} from '../comments/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import { TrackedOrganisationType } from '../responses/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import { done, DoneResult } from '../platform/graphql/types.js';
import { inbox, inboxFacts } from './inbox.js';
import { isModerator, mayModerate, mayReadQuestions } from './moderation.policy.js';
import {
  clarificationsOf,
  moderatorsOf,
  notesOf,
  openQuestionsIn,
  triageOf,
  withholdingsOf,
} from './moderation.repository.js';
import * as service from './moderation.service.js';
import {
  ClarificationType,
  InboxFacts,
  ModerationType,
  ModeratorNoteType,
  SavedViewResult,
  SavedViewType,
  SimilarComment,
  TextRange,
  TriageFilter,
  TriageInput,
  WithholdingType,
  WithholdInput,
} from './moderation.types.js';
import { similarTo } from './similar.js';
import type { Withholding } from './moderation.entity.js';
import { restore, withhold } from './withholding.js';

@Resolver(() => ModerationType)
export class ModerationResolver {
  @Query(() => CommentConnection, {
    nullable: true,
    description: 'Official comments as moderators work on them; null for everybody else.',
  })
  inbox(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('filter', () => CommentFilter, { nullable: true }) filter: CommentFilter | null,
    @Arg('triage', () => TriageFilter, { nullable: true }) triage: TriageFilter | null,
    @Arg('first', () => Int, { defaultValue: 50, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<CommentConnection | null> {
    return inbox(ctx, consultationId, filter ?? {}, triage ?? {}, first, after ?? null);
  }

  @Query(() => InboxFacts, { nullable: true, description: 'For moderators; null for everybody else.' })
  inboxFacts(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return inboxFacts(ctx, consultationId);
  }

  @Query(() => [PersonType], { description: 'Who can take care of comments; empty for everybody else.' })
  async moderators(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    if (!(await isModerator(ctx, consultationId))) return [];
    const ids = (await ctx.load(moderatorsOf, consultationId)) ?? [];
    return (await Promise.all(ids.map((id) => ctx.load(personById, id)))).filter((one) => one !== null);
  }

  @Query(() => [SavedViewType], { description: 'The viewer’s own, by name.' })
  savedViews(@Arg('consultationId', () => ID) consultationId: string, @Ctx() ctx: RequestContext) {
    return service.savedViews(ctx, consultationId);
  }

  @Mutation(() => CommentResult)
  async triageComment(@Arg('input', () => TriageInput) input: TriageInput, @Ctx() ctx: RequestContext) {
    return shown(await service.triage(ctx, input));
  }

  @Mutation(() => CommentResult)
  async noteOnComment(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('body', () => String) body: string,
    @Arg('key', () => ID, { description: 'Made by the client: sending twice notes once.' }) key: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.note(ctx, commentId, body, key));
  }

  @Mutation(() => CommentResult, {
    description: 'Puts comments together that say one thing; none: takes it out.',
  })
  async clusterComments(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('others', () => [ID]) others: string[],
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.cluster(ctx, commentId, others));
  }

  @Mutation(() => CommentResult)
  async askClarification(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('question', () => String) question: string,
    @Arg('dueAt', () => Date) dueAt: Date,
    @Arg('key', () => ID, { description: 'Made by the client: sending twice asks once.' }) key: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.ask(ctx, commentId, question, dueAt, key));
  }

  @Mutation(() => CommentResult)
  async answerClarification(
    @Arg('id', () => ID) id: string,
    @Arg('answer', () => String) answer: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.answer(ctx, id, answer));
  }

  @Mutation(() => CommentResult, {
    description:
      'Hides an official comment or redacts words of it: others read the reason and never the words.',
  })
  async withholdComment(@Arg('input', () => WithholdInput) input: WithholdInput, @Ctx() ctx: RequestContext) {
    return shown(await withhold(ctx, input));
  }

  @Mutation(() => CommentResult, { description: 'Shows a comment again as it was cleared.' })
  async restoreComment(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('note', () => String) note: string,
    @Arg('seen', () => ID, { description: 'The withholding that the moderator saw.' }) seen: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await restore(ctx, commentId, note, seen));
  }

  @Mutation(() => SavedViewResult)
  async saveView(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('name', () => String) name: string,
    @Arg('query', () => String) query: string,
    @Ctx() ctx: RequestContext,
  ) {
    const view = await service.saveView(ctx, consultationId, name, query);
    return isRefused(view) ? view : Object.assign(new SavedViewType(), view);
  }

  @Mutation(() => DoneResult)
  async forgetView(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext) {
    const forgotten = await service.forgetView(ctx, id);
    return isRefused(forgotten) ? forgotten : done();
  }

  @FieldResolver(() => PersonType, { nullable: true })
  assignee(@Root() { assigneeId }: ModerationType, @Ctx() ctx: RequestContext) {
    return assigneeId === null ? null : ctx.load(personById, assigneeId);
  }

  @FieldResolver(() => [ModeratorNoteType])
  async notes(@Root() { commentId }: ModerationType, @Ctx() ctx: RequestContext) {
    const notes = (await ctx.load(notesOf, commentId)) ?? [];
    return notes.map((note) => Object.assign(new ModeratorNoteType(), note));
  }

  @FieldResolver(() => [SimilarComment])
  async similar(
    @Root() { commentId }: ModerationType,
    @Ctx() ctx: RequestContext,
  ): Promise<SimilarComment[]> {
    const comment = await ctx.load(commentById, commentId);
    const found = comment ? await similarTo(ctx, comment) : [];
    return found.map((one) => ({ ...one, comment: Object.assign(new CommentType(), one.comment) }));
  }
}

@Resolver(() => ModeratorNoteType)
export class ModeratorNotesResolver {
  @FieldResolver(() => PersonType, { nullable: true })
  author(@Root() note: ModeratorNoteType, @Ctx() ctx: RequestContext) {
    return ctx.load(personById, note.authorId);
  }
}

@Resolver(() => WithholdingType)
export class WithholdingsResolver {
  @FieldResolver(() => OrganisationType, { description: 'The body that withholds it.' })
  organisation(@Root() withholding: WithholdingType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, withholding.organisationId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'For the organisation and moderators alone.' })
  note(@Root() { full, note }: WithholdingType): string | null {
    return full ? note : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was shown again; for the same.' })
  endNote(@Root() { full, endNote }: WithholdingType): string | null {
    return full ? endNote : null;
  }

  @FieldResolver(() => [TextRange], {
    description: 'Words of the body that others don’t read; for the same.',
  })
  body(@Root() { full, body }: WithholdingType): readonly TextRange[] {
    return full ? body : [];
  }

  @FieldResolver(() => [TextRange], { description: 'Of the proposal; for the same.' })
  proposal(@Root() { full, proposal }: WithholdingType): readonly TextRange[] {
    return full ? proposal : [];
  }
}

@Resolver(() => CommentType)
export class CommentModerationResolver {
  @FieldResolver(() => WithholdingType, {
    nullable: true,
    description: 'What of it is kept from others now: the reason is told to everybody who sees the comment.',
  })
  async withheld(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<WithholdingType | null> {
    if (comment.withheld === null) return null;
    const rows = (await ctx.load(withholdingsOf, comment.id)) ?? [];
    const standing = rows.find(({ endedAt }) => endedAt === null);
    return standing ? withholdingView(standing, await readsWithheldOf(ctx, comment)) : null;
  }

  @FieldResolver(() => [WithholdingType], {
    description:
      'All that ever was, the first first: for its organisation and for moderators, who may read it.',
  })
  async withholdings(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<WithholdingType[]> {
    if (!(await readsWithheldOf(ctx, comment))) return [];
    const rows = (await ctx.load(withholdingsOf, comment.id)) ?? [];
    return rows.map((row) => withholdingView(row, true));
  }

  @FieldResolver(() => ModerationType, {
    nullable: true,
    description: 'For moderators; null for everybody else.',
  })
  async moderation(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<ModerationType | null> {
    if (!(await mayModerate(ctx, comment))) return null;
    const row = await ctx.load(triageOf, comment.id);
    return Object.assign(new ModerationType(), {
      commentId: comment.id,
      assigneeId: row?.assigneeId ?? null,
      tags: row?.tags ?? [],
      recommendation: row?.recommendation ?? null,
    });
  }

  @FieldResolver(() => [ClarificationType], {
    description: 'Questions of the moderators: read by them and by the organisation that is asked.',
  })
  async clarifications(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<ClarificationType[]> {
    if (!(await mayReadQuestions(ctx, comment))) return [];
    const standing = await ctx.standing(comment.consultationId);
    const asked = (await ctx.load(clarificationsOf, comment.id)) ?? [];
    return asked.map((one) =>
      Object.assign(new ClarificationType(), one, {
        mayAnswer: one.answer === null && standing !== null && mayAnswer(standing, comment),
      }),
    );
  }
}

@Resolver(() => TrackedOrganisationType)
export class TrackedQuestionsResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Questions of the moderators on its open comments that it has not answered; null for everybody but moderators.',
  })
  async openQuestions(
    @Root() { consultationId, organisationId }: TrackedOrganisationType,
    @Ctx() ctx: RequestContext,
  ): Promise<number | null> {
    if (!(await isModerator(ctx, consultationId))) return null;
    return (await ctx.load(openQuestionsIn, consultationId))?.get(organisationId) ?? 0;
  }
}

async function readsWithheldOf(ctx: RequestContext, comment: Comment): Promise<boolean> {
  const standing = await ctx.standing(comment.consultationId);
  return standing !== null && mayReadWithheld(standing, comment);
}

const withholdingView = (row: Withholding, full: boolean): WithholdingType =>
  Object.assign(new WithholdingType(), row, { full });

const shown = (outcome: Comment | Refused): CommentType | Refused =>
  isRefused(outcome) ? outcome : Object.assign(new CommentType(), outcome);
