import type { Acknowledgement } from '@concord/consultation';
import type { Locale } from '@concord/locale';
import {
  Arg,
  Ctx,
  FieldResolver,
  GraphQLISODateTime,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { personById, PersonType } from '../accounts/index.js';
import { consultationOf, ConsultationType } from '../consultations/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import { AcknowledgementEnum, LocaleEnum, ProposalKindEnum } from '../platform/graphql/enums.js';
import { RichTextJsonScalar } from '../platform/graphql/types.js';
import { readableSection, sectionById, SectionType } from '../profiles/index.js';
import type { Comment, Reply } from './comments.entity.js';
import {
  abilities,
  isHiddenFrom,
  mayKnowAuthor,
  mayKnowNumber,
  mayReadWords,
  momentFor,
  said,
  wordsFor,
} from './comments.policy.js';
import { commentById, countsOf, movedSince, repliesOf } from './comments.repository.js';
import * as service from './comments.service.js';
import {
  Anchor,
  ClassifyCommentInput,
  CommentAbilities,
  CommentConnection,
  CommentDiscarded,
  CommentFilter,
  CommentResult,
  CommentType,
  Destination,
  DiscardResult,
  DraftCommentInput,
  ReplyInput,
  ReplyResult,
  ReplyType,
  ReviseCommentInput,
  SectionCounts,
  Target,
} from './comments.types.js';
import { draftAnew } from './draft-anew.js';
import { listComments } from './list.js';
import { anchorFor, whereItStands, whereItWasWritten } from './whereabouts.js';

@Resolver(() => CommentType)
export class CommentsResolver {
  @Query(() => CommentType, {
    nullable: true,
    description: 'Null when it is not there or not the viewer’s to see.',
  })
  async comment(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext) {
    return shown(await service.readableComment(ctx, id));
  }

  @Query(() => CommentConnection, {
    nullable: true,
    description: 'Comments in the order of the text. Null when the consultation is not open to the viewer.',
  })
  comments(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('filter', () => CommentFilter, { nullable: true }) filter: CommentFilter | null,
    @Arg('first', () => Int, { defaultValue: 50, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<CommentConnection | null> {
    return listComments(ctx, consultationId, filter ?? {}, first, after ?? null);
  }

  @Query(() => [CommentType], {
    description:
      'Comments on a text that the viewer sees and whose words stand elsewhere, or are others, since a revision of it.',
  })
  async movedComments(
    @Arg('sectionId', () => ID) sectionId: string,
    @Arg('language', () => LocaleEnum) language: Locale,
    @Arg('revision', () => Int) revision: number,
    @Ctx() ctx: RequestContext,
  ): Promise<CommentType[]> {
    const moved = await movedSince(ctx, sectionId, language, revision);
    return moved.map((comment) => Object.assign(new CommentType(), comment));
  }

  @Mutation(() => CommentResult)
  async draftComment(
    @Arg('input', () => DraftCommentInput) input: DraftCommentInput,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.draft(ctx, input));
  }

  @Mutation(() => CommentResult)
  async reviseComment(
    @Arg('input', () => ReviseCommentInput) input: ReviseCommentInput,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.revise(ctx, input));
  }

  @Mutation(() => CommentResult, { description: 'Type, severity and visibility of a draft; its words stay.' })
  async classifyComment(
    @Arg('input', () => ClassifyCommentInput) input: ClassifyCommentInput,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.classify(ctx, input));
  }

  @Mutation(() => DiscardResult)
  async discardComment(
    @Arg('commentId', () => ID) commentId: string,
    @Ctx() ctx: RequestContext,
  ): Promise<CommentDiscarded | Refused> {
    const discarded = await service.discard(ctx, commentId);
    return isRefused(discarded) ? discarded : Object.assign(new CommentDiscarded(), { commentId });
  }

  @Mutation(() => CommentResult)
  async withdrawComment(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('reason', () => String) reason: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.withdraw(ctx, commentId, reason));
  }

  @Mutation(() => CommentResult, {
    description: 'The words of a withdrawn comment as a new draft of its organisation.',
  })
  async draftAnew(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('key', () => ID, { description: 'Made by the client: sending twice makes one draft.' }) key: string,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await draftAnew(ctx, commentId, key));
  }

  @Mutation(() => ReplyResult)
  async replyToComment(@Arg('input', () => ReplyInput) input: ReplyInput, @Ctx() ctx: RequestContext) {
    const given = await service.reply(ctx, input);
    if (isRefused(given)) return given;
    const comment = await ctx.load(commentById, given.commentId);
    return replyView(given, comment?.consultationId ?? '');
  }

  @Mutation(() => CommentResult, { description: 'The organisation’s answer to the decision on its comment.' })
  async acknowledgeDecision(
    @Arg('commentId', () => ID) commentId: string,
    @Arg('acknowledgement', () => AcknowledgementEnum) acknowledgement: Acknowledgement,
    @Ctx() ctx: RequestContext,
  ) {
    return shown(await service.acknowledge(ctx, commentId, acknowledgement));
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Permanent once official. Not told in a blind round: it would count what others have said.',
  })
  async number(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<number | null> {
    return (await mayKnowNumber(ctx, comment)) ? comment.number : null;
  }

  @FieldResolver(() => String, {
    description:
      'Without looks. Empty while it is hidden from the viewer; █████ stands for words that are withheld.',
  })
  body(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return said(ctx, comment, ({ body }) => body);
  }

  @FieldResolver(() => RichTextJsonScalar, {
    nullable: true,
    description: 'The body with its looks; null when it has none.',
  })
  rich(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return said(ctx, comment, ({ rich }) => rich);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Wording for the words of the target (empty = delete them), or of a new paragraph after them. Null while it is hidden from the viewer.',
  })
  proposal(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return said(ctx, comment, ({ proposal }) => proposal);
  }

  @FieldResolver(() => ProposalKindEnum, {
    description:
      'What is proposed; but for a deletion and a move nothing is, unless there is wording. `words` while it is hidden from the viewer.',
  })
  proposalKind(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return said(ctx, comment, ({ proposalKind }) => proposalKind);
  }

  @FieldResolver(() => Destination, { nullable: true, description: 'Of a move: where to.' })
  async destination(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<Destination | null> {
    const found = (await wordsFor(ctx, comment)).destination;
    const here = comment.targetSectionId ?? comment.sectionId;
    if (!found) return null;
    const { sectionId = here, ...words } = found;
    // [PO12] What stands in a section is for those who read it.
    const read = sectionId === here || (await readableSection(ctx, sectionId)) !== null;
    return Object.assign(new Destination(), { sectionId, ...(read ? words : { blockId: '', words: '' }) });
  }

  @FieldResolver(() => [String], {
    description: 'Of a good practice: codes of the indicators that it answers to, as `3.09`.',
  })
  indicators(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return said(ctx, comment, ({ indicators }) => indicators);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'SHA-256 over words, place and base of what was cleared, in hexadecimal digits. Null while words are kept from the viewer: a short gap could be guessed with it. Whether it holds is told to everybody.',
  })
  async seal(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<string | null> {
    return (await mayReadWords(ctx, comment)) ? comment.seal : null;
  }

  @FieldResolver(() => String, { nullable: true })
  async withdrawalReason(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<string | null> {
    return (await isHiddenFrom(ctx, comment)) ? null : comment.withdrawalReason;
  }

  @FieldResolver(() => GraphQLISODateTime)
  createdAt(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<Date> {
    return momentFor(ctx, comment, comment.createdAt);
  }

  @FieldResolver(() => GraphQLISODateTime)
  revisedAt(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<Date> {
    return momentFor(ctx, comment, comment.revisedAt);
  }

  @FieldResolver(() => Int)
  async version(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<number> {
    return (await mayKnowAuthor(ctx, comment)) ? comment.version : 1;
  }

  @FieldResolver(() => ConsultationType)
  consultation(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return consultationOf(ctx, comment.consultationId);
  }

  @FieldResolver(() => SectionType)
  section(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return whereItStands(ctx, comment);
  }

  @FieldResolver(() => OrganisationType, { description: 'The author of record.' })
  organisation(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, comment.organisationId);
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Known inside the author’s own organisation only.',
  })
  async author(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return (await mayKnowAuthor(ctx, comment)) ? ctx.load(personById, comment.authorId) : null;
  }

  @FieldResolver(() => Target)
  async target(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<Target> {
    const { blockId, quote, position } = comment.target;
    return Object.assign(new Target(), {
      sectionId: (await whereItWasWritten(ctx, comment)).id,
      language: comment.targetLanguage,
      blockId,
      quote,
      start: position.start,
      end: position.end,
      revision: comment.targetRevision,
    });
  }

  @FieldResolver(() => Anchor)
  anchor(@Root() comment: Comment, @Ctx() ctx: RequestContext) {
    return anchorFor(ctx, comment);
  }

  @FieldResolver(() => [ReplyType])
  async replies(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<ReplyType[]> {
    if (await isHiddenFrom(ctx, comment)) return [];
    const replies = (await ctx.load(repliesOf, comment.id)) ?? [];
    return replies.map((reply) => replyView(reply, comment.consultationId));
  }

  @FieldResolver(() => CommentAbilities)
  may(@Root() comment: Comment, @Ctx() ctx: RequestContext): Promise<CommentAbilities> {
    return abilities(ctx, comment);
  }
}

@Resolver(() => ReplyType)
export class RepliesResolver {
  @FieldResolver(() => OrganisationType)
  organisation(@Root() reply: ReplyType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, reply.organisationId);
  }

  @FieldResolver(() => PersonType, {
    nullable: true,
    description: 'Known inside the author’s own organisation only.',
  })
  async author(@Root() reply: ReplyType, @Ctx() ctx: RequestContext) {
    return (await mayKnowAuthor(ctx, reply)) ? ctx.load(personById, reply.authorId) : null;
  }
}

@Resolver(() => Target)
export class TargetsResolver {
  @FieldResolver(() => SectionType)
  section(@Root() target: Target, @Ctx() ctx: RequestContext) {
    return ctx.load(sectionById, target.sectionId);
  }
}

@Resolver(() => Destination)
export class DestinationsResolver {
  @FieldResolver(() => SectionType, {
    nullable: true,
    description: 'Null when it is not the viewer’s to read.',
  })
  section(@Root() destination: Destination, @Ctx() ctx: RequestContext) {
    return readableSection(ctx, destination.sectionId);
  }
}

@Resolver(() => SectionType)
export class SectionCountsResolver {
  @FieldResolver(() => SectionCounts)
  async counts(@Root() section: SectionType, @Ctx() ctx: RequestContext) {
    return (await ctx.load(countsOf, section.id)) ?? { open: 0, decided: 0, mine: 0 };
  }
}

/** Rows become GraphQL objects here; the union tells a comment from a refusal by its class. */
function shown(outcome: Comment | Refused): CommentType | Refused;
function shown(outcome: Comment | Refused | null): CommentType | Refused | null;
function shown(outcome: Comment | Refused | null): CommentType | Refused | null {
  return outcome === null || isRefused(outcome) ? outcome : Object.assign(new CommentType(), outcome);
}

const replyView = (reply: Reply, consultationId: string): ReplyType =>
  Object.assign(new ReplyType(), reply, { consultationId });
