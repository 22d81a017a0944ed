import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { parseDocumentName } from '@concord/document';
import { CommentConnection, CommentType, readableComment } from '../comments/index.js';
import { organisationById, OrganisationType } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { isRefused, type Refused } from '../platform/errors/refusal.js';
import { readableSection, sectionById, SectionType, type Projections } from '../profiles/index.js';
import type { Decision, Outcome, Provenance } from './decisions.entity.js';
import {
  decisionById,
  latestDecisions,
  outcomesOfComment,
  outcomesOfDecision,
  provenanceOf,
  undoOf,
  visibleDecision,
} from './decisions.repository.js';
import { decide } from './decisions.service.js';
import {
  ChangeType,
  DecideInput,
  DecideResult,
  DecisionType,
  DeferralType,
  OutcomeType,
  UndoInput,
} from './decisions.types.js';
import { putOff } from './put-off.js';
import { mayUndo, undo } from './undo.service.js';

@Resolver(() => DecisionType)
export class DecisionsResolver {
  constructor(private readonly projections: Projections) {}

  @Query(() => DecisionType, {
    nullable: true,
    description: 'Null when it is not there, or when the viewer may see nothing of what it concerned.',
  })
  async decision(@Arg('id', () => ID) id: string, @Ctx() ctx: RequestContext) {
    const found = await visibleDecision(ctx, id);
    return found && view(found);
  }

  @Query(() => [DecisionType], {
    nullable: true,
    description: 'The latest first, at most 50, of comments that the viewer may see. Null: no part in it.',
  })
  async decisions(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('several', () => Boolean, {
      defaultValue: false,
      description: 'Only those that disposed of several comments: settled conflicts.',
    })
    several: boolean,
    @Ctx() ctx: RequestContext,
  ) {
    const standing = await ctx.standing(consultationId);
    return standing && (await latestDecisions(ctx, consultationId, standing, several)).map(view);
  }

  @Query(() => CommentConnection, {
    nullable: true,
    description:
      'What was put off to the viewer’s organisation, which has not replied to it since; first what is overdue. Null: no part in it.',
  })
  putOff(
    @Arg('consultationId', () => ID) consultationId: string,
    @Arg('first', () => Int, { defaultValue: 50, description: 'At most 100.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<CommentConnection | null> {
    return putOff(ctx, consultationId, first, after ?? null);
  }

  @Mutation(() => DecideResult, {
    description: 'Disposes of one or many comments and changes the text, all of it or nothing.',
  })
  async decide(@Arg('input', () => DecideInput) input: DecideInput, @Ctx() ctx: RequestContext) {
    return shown(await decide(ctx, this.projections, input));
  }

  @Mutation(() => DecideResult, {
    description: 'A new decision that puts back the words and brings the comments back to the table.',
  })
  async undoDecision(@Arg('input', () => UndoInput) input: UndoInput, @Ctx() ctx: RequestContext) {
    return shown(await undo(ctx, this.projections, input));
  }

  @FieldResolver(() => OrganisationType, { description: 'The body that decided.' })
  organisation(@Root() decision: DecisionType, @Ctx() ctx: RequestContext) {
    return ctx.load(organisationById, decision.organisationId);
  }

  @FieldResolver(() => [OutcomeType], { description: 'Of the comments that the viewer may see.' })
  outcomes(@Root() decision: DecisionType, @Ctx() ctx: RequestContext) {
    return visibleOutcomes(ctx, decision.id);
  }

  @FieldResolver(() => [ChangeType], { description: 'In the texts that the viewer may read.' })
  changes(@Root() decision: DecisionType, @Ctx() ctx: RequestContext) {
    return visibleChanges(ctx, decision.id);
  }

  @FieldResolver(() => DecisionType, { nullable: true, description: 'The later decision that took it back.' })
  async undoneBy(@Root() decision: DecisionType, @Ctx() ctx: RequestContext) {
    const found = await ctx.load(undoOf, decision.id);
    return found && view(found);
  }

  @FieldResolver(() => DecisionType, { nullable: true, description: 'The decision that it takes back.' })
  async undoes(@Root() decision: DecisionType, @Ctx() ctx: RequestContext) {
    const found = decision.undoesId && (await ctx.load(decisionById, decision.undoesId));
    return found ? view(found) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer can take it back now.' })
  async mayUndo(@Root() decision: DecisionType, @Ctx() ctx: RequestContext): Promise<boolean> {
    const found = await ctx.load(decisionById, decision.id);
    if (!found || found.undoesId !== null || (await ctx.load(undoOf, found.id))) return false;
    const outcomes = (await ctx.load(outcomesOfDecision, found.id)) ?? [];
    return outcomes.every(({ endedBy }) => endedBy === null) && mayUndo(ctx, found);
  }
}

@Resolver(() => OutcomeType)
export class OutcomesResolver {
  @FieldResolver(() => CommentType)
  comment(@Root() outcome: OutcomeType, @Ctx() ctx: RequestContext) {
    return shownComment(ctx, outcome.commentId);
  }

  @FieldResolver(() => CommentType, {
    nullable: true,
    description: 'The comment it was merged into or is superseded by, if the viewer may see it.',
  })
  into(@Root() outcome: OutcomeType, @Ctx() ctx: RequestContext) {
    return outcome.intoId === null ? null : shownComment(ctx, outcome.intoId);
  }

  @FieldResolver(() => DecisionType)
  async decision(@Root() outcome: OutcomeType, @Ctx() ctx: RequestContext) {
    const found = await ctx.load(decisionById, outcome.decisionId);
    return found && view(found);
  }

  @FieldResolver(() => ChangeType, {
    nullable: true,
    description: 'What it changed in the text for this comment; null when the text was not touched.',
  })
  async change(@Root() outcome: OutcomeType, @Ctx() ctx: RequestContext): Promise<ChangeType | null> {
    const [changes, comment] = await Promise.all([
      visibleChanges(ctx, outcome.decisionId),
      readableComment(ctx, outcome.commentId),
    ]);
    const mine = changes.filter(({ commentId }) => commentId === outcome.commentId);
    // Of a move to another section: where it came to stand.
    const own = mine.find(({ after }) => after !== '') ?? mine[0];
    if (own) return own;
    const into = changes.find(({ commentId }) => commentId !== null && commentId === outcome.intoId);
    if (into) return into;
    const { disposition, intoId } = outcome;
    const tookPart = ['accepted_with_modification', 'partially_accepted', 'merged', 'superseded'];
    if (intoId !== null || !tookPart.includes(disposition)) return null;
    // The moderators' own wording, in the language of the comment's text where there are several.
    const compromise = changes.filter(({ commentId }) => commentId === null);
    return compromise.find(({ language }) => language === comment?.targetLanguage) ?? compromise[0] ?? null;
  }
}

@Resolver(() => DeferralType)
export class DeferralsResolver {
  @FieldResolver(() => OrganisationType, { nullable: true, description: 'Who takes care of it meanwhile.' })
  organisation(@Root() { organisationId }: DeferralType, @Ctx() ctx: RequestContext) {
    return organisationId === null ? null : ctx.load(organisationById, organisationId);
  }
}

@Resolver(() => ChangeType)
export class ChangesResolver {
  @FieldResolver(() => SectionType)
  section(@Root() change: ChangeType, @Ctx() ctx: RequestContext) {
    return ctx.load(sectionById, change.sectionId);
  }

  @FieldResolver(() => CommentType, {
    nullable: true,
    description: 'Whose wording it is; null = the moderators’ own, or a comment the viewer may not see.',
  })
  comment(@Root() change: ChangeType, @Ctx() ctx: RequestContext) {
    return change.commentId === null ? null : shownComment(ctx, change.commentId);
  }
}

@Resolver(() => CommentType)
export class CommentOutcomesResolver {
  @FieldResolver(() => OutcomeType, {
    nullable: true,
    description: 'Whoever sees the comment sees what became of it.',
  })
  async outcome(@Root() comment: CommentType, @Ctx() ctx: RequestContext) {
    const outcomes = (await ctx.load(outcomesOfComment, comment.id)) ?? [];
    const standing = outcomes.find(({ endedBy }) => endedBy === null);
    return standing ? outcomeView(standing) : null;
  }

  @FieldResolver(() => [OutcomeType], {
    description: 'All that was ever decided on it, the first first; what was undone is history too.',
  })
  async outcomes(@Root() comment: CommentType, @Ctx() ctx: RequestContext) {
    return ((await ctx.load(outcomesOfComment, comment.id)) ?? []).map(outcomeView);
  }
}

function shown(outcome: Decision | Refused): DecisionType | Refused {
  return isRefused(outcome) ? outcome : view(outcome);
}

const view = (decision: Decision): DecisionType => Object.assign(new DecisionType(), decision);

const outcomeView = (outcome: Outcome): OutcomeType =>
  Object.assign(new OutcomeType(), outcome, {
    stands: outcome.endedBy === null,
    deferral: deferralView(outcome),
  });

function deferralView(outcome: Outcome): DeferralType | null {
  const { deferredTo: to, deferredOrganisationId: organisationId, deferredGroup: group } = outcome;
  if (to === null || outcome.deferredUntil === null) return null;
  return Object.assign(new DeferralType(), { to, organisationId, group, until: outcome.deferredUntil });
}

function changeView({
  documentName,
  place,
  before,
  after,
  seq,
  commentId,
  block,
}: Provenance): ChangeType | null {
  const document = parseDocumentName(documentName);
  if (!document) return null;
  const { sectionId, language } = document;
  return Object.assign(new ChangeType(), {
    sectionId,
    language,
    kind: block?.kind ?? 'words',
    blockId: block?.blockId ?? place.blockId,
    before,
    after,
    revision: seq,
    commentId,
  });
}

async function visibleOutcomes(ctx: RequestContext, decisionId: string): Promise<OutcomeType[]> {
  const outcomes = (await ctx.load(outcomesOfDecision, decisionId)) ?? [];
  const comments = await Promise.all(outcomes.map(({ commentId }) => readableComment(ctx, commentId)));
  return outcomes.filter((_, index) => comments[index]).map(outcomeView);
}

async function visibleChanges(ctx: RequestContext, decisionId: string): Promise<ChangeType[]> {
  const rows = (await ctx.load(provenanceOf, decisionId)) ?? [];
  const changes = rows.map(changeView).filter((change) => change !== null);
  const open = await Promise.all(changes.map(({ sectionId }) => readableSection(ctx, sectionId)));
  return changes.filter((_, index) => open[index]);
}

async function shownComment(ctx: RequestContext, id: string): Promise<CommentType | null> {
  const comment = await readableComment(ctx, id);
  return comment && Object.assign(new CommentType(), comment);
}
