import { randomUUID } from 'node:crypto';
import {
  asksForChange,
  disposalProblem,
  fits,
  isPrivate,
  limits,
  MOST_DISPOSALS,
  proposalIsOpen,
  statusAfter,
  type Disposable,
  type Disposal,
  type DisposalProblem,
  type Subject,
} from '@concord/consultation';
import {
  deferralProblem,
  deferredBodyProblem,
  type Deferral,
  type DeferralProblem,
} from '@concord/consultation/deferrals';
import type { PinnedTarget } from '@concord/anchoring';
import { sectionDocumentName } from '@concord/document';
import { v7 as uuid } from 'uuid';
import {
  type Comment,
  commentById,
  commentEvent,
  lockComments,
  pinTarget,
  readableComment,
} from '../comments/index.js';
import { bodiesOf, organisationById } from '../organisations/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import type { RefusalKey } from '../platform/errors/registry.js';
import { isKey, isText } from '../platform/text.js';
import { lockDocuments, sectionById, type Projections } from '../profiles/index.js';
import { type Decision, Outcome } from './decisions.entity.js';
import { judge, judgeSection } from './decisions.policy.js';
import { endOutcomes, moveComments } from './decisions.repository.js';
import type { DecideInput } from './decisions.types.js';
import { commentsAmong, keepersOf, lockAlong, type Leaving } from './follow.js';
import {
  digestOf,
  insertDecision,
  openTexts,
  outcomeHash,
  prepare,
  sectionOf,
  sentBefore,
  textDecided,
  textsIn,
  textsOf,
  writeTexts,
} from './stroke.js';
import { applyEdits, wordingOf, type Edit, type Written } from './wording.js';

/** The moderators' own wording: of a few places, in a few languages. */
const MOST_CHANGES = 12;

/**
 * [DC1] One decision, one transaction: the words, each comment's outcome with its reason, before and after, provenance,
 * an event for each organisation (T5). [DC2] The same key gives the same decision. [DC3] Of two moderators at once one
 * wins and the other is told. The texts are built before the transaction, which reads what came since.
 */
export async function decide(
  ctx: RequestContext,
  projections: Projections,
  input: DecideInput,
): Promise<Decision | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (input.outcomes.length > MOST_DISPOSALS || (input.changes ?? []).length > MOST_CHANGES)
    return refuse(ctx, 'TOO_MANY_OUTCOMES', 'outcomes');
  const consultationId = await consultationOf(ctx, input);
  if (consultationId === null) return refuse(ctx, 'NOT_FOUND');
  const disposals = input.outcomes.map(disposalOf);
  const problem = inputProblem(ctx, input) ?? (await ruleProblem(ctx, disposals, input));
  if (problem) return problem;

  const own = await ownEdits(ctx, input);
  if (own === null) return refuse(ctx, 'TARGET_INVALID', 'changes');
  const known = await commentsOf(ctx, disposals);
  const wanted = [...own, ...commentEdits(input, known)];
  if (!(await readsGoals(ctx, wanted, consultationId))) return refuse(ctx, 'NOT_FOUND');
  const edits = Map.groupBy(wanted, ({ name }) => name);
  const names = new Set(wanted.flatMap(({ name, goal }) => (goal === null ? [name] : [name, goal])));
  const prepared = await prepare(ctx.manager, [...names]);

  return transaction(ctx, async (tx) => {
    // Lock order: documents by name, rows, chain head. Otherwise a decision and a keystroke could wait for each other.
    await lockDocuments(tx.manager, [...names]);
    const open = await openTexts(tx, prepared);
    const kept = await keepersOf(tx.manager, textsOf(open), leavingWith(wanted));
    await lockAlong(tx.manager, named(disposals), kept);
    const locked = await lockComments(tx.manager, named(disposals));
    const digest = digestOf(sentIn(input));
    const sent = await sentBefore(ctx, tx, input.key, digest);
    if (sent) return sent;

    const verdicts = await Promise.all(disposals.map(({ commentId }) => judge(ctx, locked.get(commentId))));
    if (verdicts.includes('hidden') || (await consultationOf(ctx, input)) !== consultationId)
      return refuse(ctx, 'NOT_FOUND');
    const closed = disposals.find((_, index) => verdicts[index] === 'closed');
    if (closed) return refuse(ctx, whyClosed(locked.get(closed.commentId)));
    // What they are merged into may have been merged itself a moment ago.
    const late = await ruleProblem(ctx, disposals, input, locked);
    if (late) return late;

    const reason = input.reason?.trim() || null;
    const given = { consultationId, clientKey: input.key, digest, reason, undoesId: null };
    const made = await insertDecision(ctx, tx, given);
    if (isRefused(made)) return made;
    const written = await writeTexts(ctx, tx, projections, made, open, (texts) =>
      applyEdits(texts, edits, kept),
    );
    if (typeof written === 'string') return refuse(ctx, whyNotWritten[written], fieldOf(written, input));
    const { hashes: texts, stroke } = written;
    for (const { key, text } of stroke.moved) {
      const comment = locked.get(commentsAmong([{ key }])[0] ?? '');
      if (comment) comment.sectionId = sectionOf(text);
    }

    const commentIds = disposals.map(({ commentId }) => commentId);
    await endOutcomes(tx.manager, commentIds, made.id);
    await tx.manager.insert(
      Outcome,
      disposals.map(({ commentId, disposition, reason, reasonCode, intoId, deferral }) => ({
        id: uuid(),
        decisionId: made.id,
        commentId,
        disposition,
        reason,
        reasonCode,
        intoId,
        deferredTo: deferral?.to ?? null,
        deferredOrganisationId: deferral?.organisationId ?? null,
        deferredGroup: deferral?.group ?? null,
        deferredUntil: deferral?.until ?? null,
        endedBy: null,
        acknowledgement: null,
      })),
    );
    const moved = disposals.flatMap(({ commentId, disposition }) => {
      const comment = locked.get(commentId);
      return comment ? [Object.assign(comment, { status: statusAfter(disposition), disposition })] : [];
    });
    await moveComments(tx.manager, moved);
    for (const comment of moved) {
      const given = disposals.find(({ commentId }) => commentId === comment.id);
      record(
        tx,
        commentEvent('comment_decided', comment, {
          decision: made.id,
          disposition: comment.disposition,
          ...(given?.deferral && {
            deferredTo: given.deferral.to,
            deferredOrganisation: given.deferral.organisationId,
            deferredUntil: given.deferral.until.toISOString(),
          }),
          ...textsIn(comment.sectionId, texts),
          hash: outcomeHash(given, given?.deferral),
        }),
      );
    }
    const told = [...own.map((edit) => edit.sectionId), ...stroke.written.flatMap(sectionsOfMove)];
    for (const sectionId of new Set(told)) record(tx, textDecided(made, sectionId, texts));
    return made;
  });
}

type Given = Disposal & { readonly deferral: Deferral | null };

const disposalOf = (outcome: DecideInput['outcomes'][number]): Given => ({
  commentId: outcome.commentId,
  disposition: outcome.disposition,
  reason: outcome.reason?.trim() || null,
  reasonCode: outcome.reasonCode ?? null,
  intoId: outcome.intoId ?? null,
  wording: outcome.wording ?? null,
  deferral: outcome.deferral
    ? {
        to: outcome.deferral.to,
        organisationId: outcome.deferral.organisationId ?? null,
        group: outcome.deferral.group?.trim() ?? null,
        until: outcome.deferral.until,
      }
    : null,
});

/** What is fingerprinted: a moment as text, or all moments would be one. */
const sentIn = (input: DecideInput): object => JSON.parse(JSON.stringify(input)) as object;

/** Those disposed of and those named as taking their place: a decision on either waits for this one. */
const named = (disposals: readonly Disposal[]): string[] => [
  ...new Set(
    disposals.flatMap(({ commentId, intoId }) => (intoId === null ? [commentId] : [commentId, intoId])),
  ),
];

async function commentsOf(
  ctx: RequestContext,
  disposals: readonly Disposal[],
): Promise<ReadonlyMap<string, Comment>> {
  const found = await Promise.all(named(disposals).map((id) => readableComment(ctx, id)));
  return new Map(found.filter((comment) => comment !== null).map((comment) => [comment.id, comment]));
}

/** The one consultation that everything named belongs to; null when any of it is not the actor's to decide on. */
async function consultationOf(ctx: RequestContext, input: DecideInput): Promise<string | null> {
  const comments = await Promise.all(input.outcomes.map(({ commentId }) => ctx.load(commentById, commentId)));
  const verdicts = await Promise.all(comments.map((comment) => judge(ctx, comment)));
  if (verdicts.includes('hidden')) return null;
  const sections = await Promise.all(
    (input.changes ?? []).map(({ target }) =>
      judgeSection(ctx, target.sectionId, input.outcomes.length === 0),
    ),
  );
  const places = new Set([...comments.map((comment) => comment?.consultationId ?? null), ...sections]);
  const [only] = places;
  return places.size === 1 && only ? only : null;
}

const whyClosed = (comment: Comment | undefined): RefusalKey =>
  !comment || comment.status === 'withdrawn' || isPrivate(comment.status) ? 'WRONG_STATE' : 'ALREADY_DECIDED';

function inputProblem(ctx: RequestContext, input: DecideInput): Refused | null {
  if (!isKey(input.key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  for (const [at, { reason, wording, deferral }] of input.outcomes.entries()) {
    if (!isText(reason ?? '')) return refuse(ctx, 'INVALID_INPUT', fieldIn(at, 'reason'));
    if (!isText(wording ?? '')) return refuse(ctx, 'INVALID_INPUT', fieldIn(at, 'wording'));
    if (!isText(deferral?.group ?? '')) return refuse(ctx, 'INVALID_INPUT', fieldIn(at, 'deferral.group'));
  }
  for (const { wording } of input.changes ?? []) {
    if (fits(wording, limits.proposal) !== 'fits') return refuse(ctx, 'PROPOSAL_LENGTH', 'changes');
    if (!isText(wording)) return refuse(ctx, 'INVALID_INPUT', 'changes');
  }
  const reason = input.reason ?? '';
  if (!isText(reason)) return refuse(ctx, 'INVALID_INPUT', 'reason');
  const fit = fits(reason, limits.reason);
  if (fit === 'too_long') return refuse(ctx, 'REASON_LENGTH', 'reason');
  // A correction that no comment asked for is explained to everybody.
  if (fit === 'too_short' && input.outcomes.length === 0) return refuse(ctx, 'REASON_REQUIRED', 'reason');
  return null;
}

const fieldIn = (at: number, name: string): string => `outcomes.${at}.${name}`;

const refusalOf: Readonly<Record<DisposalProblem, readonly [RefusalKey, string | null]>> = {
  reason_required: ['REASON_REQUIRED', 'reason'],
  reason_too_long: ['REASON_LENGTH', 'reason'],
  reason_code_required: ['REASON_CODE_REQUIRED', 'reasonCode'],
  nothing: ['INVALID_INPUT', null],
  too_many: ['TOO_MANY_OUTCOMES', null],
  twice: ['INVALID_INPUT', 'commentId'],
  not_the_moderators: ['INVALID_INPUT', 'disposition'],
  wording_required: ['WORDING_REQUIRED', 'wording'],
  moved_as_proposed: ['MOVED_AS_PROPOSED', 'disposition'],
  wording_too_long: ['PROPOSAL_LENGTH', 'wording'],
  wording_withheld: ['WORDING_WITHHELD', 'disposition'],
  into_required: ['INTO_REQUIRED', 'intoId'],
  into_itself: ['INTO_ITSELF', 'intoId'],
  into_unknown: ['INTO_UNKNOWN', 'intoId'],
  into_gone: ['INTO_GONE', 'intoId'],
  into_narrower: ['INTO_NARROWER', 'intoId'],
};

const deferralRefusals: Readonly<Record<DeferralProblem, readonly [RefusalKey, string]>> = {
  deferral_required: ['DEFERRAL_REQUIRED', 'deferral'],
  deferral_unasked: ['INVALID_INPUT', 'deferral'],
  to_whom: ['DEFERRED_TO_WHOM', 'deferral.to'],
  group_length: ['GROUP_LENGTH', 'deferral.group'],
  until_past: ['DEFERRED_UNTIL_PAST', 'deferral.until'],
  until_too_far: ['DEFERRED_UNTIL_FAR', 'deferral.until'],
  organisation_unknown: ['DEFERRED_TO_WHOM', 'deferral.organisationId'],
  organisation_apart: ['DEFERRED_TO_APART', 'deferral.organisationId'],
};

/** [DE9][DE10] What is wrong with putting comments off; `comments` are those that the moderator may see. */
async function deferralRefusal(
  ctx: RequestContext,
  disposals: readonly Given[],
  comments: ReadonlyMap<string, Comment>,
): Promise<Refused | null> {
  for (const [at, { commentId, disposition, deferral }] of disposals.entries()) {
    const comment = comments.get(commentId);
    const section = comment && (await ctx.load(sectionById, comment.sectionId));
    const bodies = deferral?.organisationId && comment && (await ctx.load(bodiesOf, comment.consultationId));
    const problem =
      deferralProblem(disposition, deferral, ctx.now()) ??
      (deferral && comment && section && bodies
        ? deferredBodyProblem(deferral, subjectOf(comment, section.domain), bodies)
        : null);
    if (!problem) continue;
    const [key, name] = deferralRefusals[problem];
    return refuse(ctx, key, fieldIn(at, name));
  }
  return null;
}

const subjectOf = (
  { organisationId, visibility, status, clearedAt }: Comment,
  domain: number | null,
): Subject => ({ organisationId, visibility, status, clearedAt, domain });

async function ruleProblem(
  ctx: RequestContext,
  disposals: readonly Given[],
  input: DecideInput,
  rows?: ReadonlyMap<string, Comment>,
): Promise<Refused | null> {
  const comments = new Map<string, Disposable>();
  const found = rows ?? (await commentsOf(ctx, disposals));
  for (const comment of found.values()) {
    const [section, organisation] = await Promise.all([
      ctx.load(sectionById, comment.sectionId),
      ctx.load(organisationById, comment.organisationId),
    ]);
    // A comment the moderator may not see does not exist, as something to merge into neither.
    if (!section || !organisation || (await judge(ctx, comment)) === 'hidden') continue;
    const { status, visibility, proposalKind, withheld, organisationId } = comment;
    const asks = asksForChange({ kind: proposalKind, wording: comment.proposal });
    const { kind } = organisation;
    const { domain } = section;
    comments.set(comment.id, {
      status,
      visibility,
      proposal: asks ? (comment.proposal ?? '') : null,
      proposalKind,
      proposalIsOpen: proposalIsOpen(withheld),
      domain,
      organisationId,
      organisationKind: kind,
    });
  }
  const wrong = disposalProblem(disposals, comments, (input.changes ?? []).length > 0);
  if (!wrong) return deferralRefusal(ctx, disposals, found);
  const [key, name] = refusalOf[wrong.problem];
  return refuse(ctx, key, wrong.at === null ? (name ?? 'outcomes') : fieldIn(wrong.at, name ?? ''));
}

/** What goes from one section to another is told in both. */
const sectionsOfMove = ({ text, block }: Written): string[] =>
  block?.kind === 'move' && (block.from !== undefined || block.to !== undefined) ? [sectionOf(text)] : [];

/** Blocks that go to another text if they are moved. */
const leavingWith = (edits: readonly PlacedEdit[]): Leaving[] =>
  edits.flatMap(({ name, goal, target }) =>
    goal === null || goal === name ? [] : [{ text: name, blockId: target.blockId }],
  );

/** [PO11] What goes to another section is decided by those who read both. */
async function readsGoals(
  ctx: RequestContext,
  edits: readonly PlacedEdit[],
  consultationId: string,
): Promise<boolean> {
  const goals = edits.flatMap(({ goal }) => (goal === null ? [] : [sectionOf(goal)]));
  const found = await Promise.all(goals.map((sectionId) => judgeSection(ctx, sectionId)));
  return found.every((its) => its === consultationId);
}

/** A change of one document; the section is where everybody hears of it. */
type PlacedEdit = Edit & { readonly name: string; readonly sectionId: string };

/** The moderators' own wording, on words taken from the very revision they saw; null when they don't stand there. */
async function ownEdits(ctx: RequestContext, input: DecideInput): Promise<PlacedEdit[] | null> {
  const edits: PlacedEdit[] = [];
  for (const { target, wording } of input.changes ?? []) {
    const name = sectionDocumentName(target.sectionId, target.language);
    const pinned: PinnedTarget | null = await pinTarget(ctx.manager, name, target);
    if (!pinned) return null;
    const { sectionId, exact: seenWords } = target;
    const own = {
      commentId: null,
      kind: 'words',
      follows: false,
      after: null,
      goal: null,
      indicators: [],
      newId: '',
    } as const;
    edits.push({ name, sectionId, target: pinned, seenWords, wording, ...own });
  }
  return edits;
}

function commentEdits(input: DecideInput, comments: ReadonlyMap<string, Comment>): PlacedEdit[] {
  return input.outcomes.flatMap(({ commentId, disposition, wording, seenWords }) => {
    const comment = comments.get(commentId);
    const wish = comment && { kind: comment.proposalKind, proposal: comment.proposal };
    const own = wish && wordingOf(disposition, wish, wording ?? null);
    if (!own) return [];
    const { sectionId, target, indicators } = comment;
    const name = sectionDocumentName(sectionId, comment.targetLanguage);
    const after = comment.destination?.blockId ?? null;
    const goal = goalOf(comment);
    const newId = `p-${randomUUID()}`;
    const seen = seenWords ?? null;
    return [{ name, sectionId, commentId, target, seenWords: seen, after, goal, indicators, newId, ...own }];
  });
}

/** The text of another section that a block is to be moved to; null = it stays in its own. */
const goalOf = ({ destination, targetLanguage }: Comment): string | null =>
  destination?.sectionId === undefined ? null : sectionDocumentName(destination.sectionId, targetLanguage);

const whyNotWritten = {
  stale: 'STALE_TEXT',
  apart: 'WORDING_APART',
  overlapping: 'WORDINGS_OVERLAP',
} as const satisfies Record<string, RefusalKey>;

/** Of one outcome the very field is known; of several, that one of them failed. */
function fieldOf(problem: keyof typeof whyNotWritten, input: DecideInput): string {
  if (input.outcomes.length !== 1 || (input.changes ?? []).length > 0) return 'outcomes';
  return fieldIn(0, problem === 'stale' ? 'seenWords' : 'wording');
}
