import { fits, limits, mayMove, moderates } from '@concord/consultation';
import { commentById, commentEvent, lockComments } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { NOWHERE } from '../platform/ids.js';
import { isKey, isText } from '../platform/text.js';
import { lockDocuments, type Projections } from '../profiles/index.js';
import { Provenance, type Decision } from './decisions.entity.js';
import { judge, judgeSection } from './decisions.policy.js';
import {
  decisionById,
  endOutcomes,
  moveComments,
  outcomesOfDecision,
  provenanceOf,
  undoOf,
} from './decisions.repository.js';
import type { UndoInput } from './decisions.types.js';
import { commentsAmong, keepersOf, lockAlong, type Leaving } from './follow.js';
import {
  digestOf,
  insertDecision,
  openTexts,
  prepare,
  sectionOf,
  sentBefore,
  textDecided,
  textsIn,
  textsOf,
  writeTexts,
} from './stroke.js';
import { restore } from './wording.js';

/**
 * [DC5] Undo is a new decision: it puts back the words, unless they have changed since, and brings the comments back to
 * the table. Both decisions stay on record; the outcomes that ended keep what the organisations had answered.
 */
export async function undo(
  ctx: RequestContext,
  projections: Projections,
  input: UndoInput,
): Promise<Decision | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const known = await ctx.load(decisionById, input.decisionId);
  if (!(await ctx.standing(known?.consultationId ?? NOWHERE)) || !known || !(await mayUndo(ctx, known)))
    return refuse(ctx, 'NOT_FOUND');
  if (!isKey(input.key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  if (!isText(input.reason)) return refuse(ctx, 'INVALID_INPUT', 'reason');
  const fit = fits(input.reason, limits.reason);
  if (fit !== 'fits') return refuse(ctx, fit === 'too_long' ? 'REASON_LENGTH' : 'REASON_REQUIRED', 'reason');

  const names = textsBehind((await ctx.load(provenanceOf, known.id)) ?? []);
  const commentIds = ((await ctx.load(outcomesOfDecision, known.id)) ?? []).map((row) => row.commentId);
  const prepared = await prepare(ctx.manager, names);

  return transaction(ctx, async (tx) => {
    await lockDocuments(tx.manager, names);
    const open = await openTexts(tx, prepared);
    const rows = await tx.manager.find(Provenance, {
      where: { decisionId: known.id },
      order: { ordinal: 'ASC' },
    });
    const kept = await keepersOf(tx.manager, textsOf(open), rows.flatMap(goingBack));
    await lockAlong(tx.manager, commentIds, kept);
    const comments = await lockComments(tx.manager, commentIds);
    const digest = digestOf(input);
    const sent = await sentBefore(ctx, tx, input.key, digest);
    if (sent) return sent;
    if (!(await mayUndo(ctx, known))) return refuse(ctx, 'NOT_FOUND');
    if (known.undoesId !== null) return refuse(ctx, 'UNDO_OF_UNDO');
    if (await ctx.load(undoOf, known.id)) return refuse(ctx, 'ALREADY_UNDONE');
    const outcomes = (await ctx.load(outcomesOfDecision, known.id)) ?? [];
    // A deferral that was followed by another decision is history; that other one is to be undone.
    if (outcomes.some((outcome) => outcome.endedBy !== null)) return refuse(ctx, 'ALREADY_UNDONE');

    const undone = await insertDecision(ctx, tx, {
      consultationId: known.consultationId,
      clientKey: input.key,
      digest,
      reason: input.reason.trim(),
      undoesId: known.id,
    });
    if (isRefused(undone)) return undone;
    // What was moved on to a third section a moment ago is not looked for there.
    if (textsBehind(rows).some((name) => !names.includes(name))) return refuse(ctx, 'UNDO_STALE');
    const pieces = rows.map(({ documentName, standsIn, place, before, after, block }) => {
      return { text: standsIn ?? documentName, place, before, after, block };
    });
    const written = await writeTexts(ctx, tx, projections, undone, open, (texts) =>
      restore(texts, pieces, kept),
    );
    if (typeof written === 'string') return refuse(ctx, 'UNDO_STALE');
    const { hashes: texts, stroke } = written;
    for (const { key, text } of stroke.moved) {
      const comment = comments.get(commentsAmong([{ key }])[0] ?? '');
      if (comment) comment.sectionId = sectionOf(text);
    }

    await endOutcomes(tx.manager, commentIds, undone.id);
    const reopened = [...comments.values()].map((comment) =>
      Object.assign(comment, {
        status: mayMove(comment.status, 'under_review', 'reopen')
          ? ('under_review' as const)
          : comment.status,
      }),
    );
    await moveComments(tx.manager, reopened);
    for (const comment of reopened)
      record(
        tx,
        commentEvent('comment_reopened', comment, {
          decision: undone.id,
          undone: known.id,
          ...textsIn(comment.sectionId, texts),
        }),
      );
    for (const sectionId of new Set(names.map(sectionOf))) record(tx, textDecided(undone, sectionId, texts));
    return undone;
  });
}

/** Every text that a decision is about: where its words were written, where they are, and where a block came from. */
const textsBehind = (rows: readonly Provenance[]): string[] => [
  ...new Set(
    rows.flatMap(({ documentName, standsIn, block }) =>
      [documentName, standsIn, block?.from, block?.to].filter((name) => typeof name === 'string'),
    ),
  ),
];

/** Blocks that leave a text again when a move is undone. */
const goingBack = ({ block, documentName, standsIn }: Provenance): Leaving[] =>
  block?.from === undefined ? [] : [{ text: standsIn ?? documentName, blockId: block.blockId }];

/** Whoever may see all that it touched, and decides here. */
export async function mayUndo(ctx: RequestContext, decision: Decision): Promise<boolean> {
  const standing = await ctx.standing(decision.consultationId);
  if (!standing || !moderates(standing)) return false;
  const outcomes = (await ctx.load(outcomesOfDecision, decision.id)) ?? [];
  const pieces = (await ctx.load(provenanceOf, decision.id)) ?? [];
  const comments = await Promise.all(outcomes.map(({ commentId }) => ctx.load(commentById, commentId)));
  const verdicts = await Promise.all(comments.map((comment) => judge(ctx, comment)));
  const sections = await Promise.all(pieces.map((piece) => judgeSection(ctx, sectionOf(piece.documentName))));
  return !verdicts.includes('hidden') && !sections.includes(null);
}
