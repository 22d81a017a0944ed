import {
  changedTags,
  cleanTags,
  decidableAlone,
  fits,
  mayAnswer,
  mayAsk,
  moderationLimits,
  type Disposition,
} from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import { type Comment, commentById, commentEvent, lockComment } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { insertOnce } from '../platform/database/insert-once.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { isId, NOWHERE } from '../platform/ids.js';
import { isKey, isText } from '../platform/text.js';
import { Clarification, ModeratorNote, SavedView, Triage } from './moderation.entity.js';
import { isModerator, mayModerate } from './moderation.policy.js';
import { lockTriage, moderatedComment, moderatorsOf } from './moderation.repository.js';

export type TriageChange = {
  readonly commentId: string;
  /** Undefined leaves it, null takes it away. */
  readonly assigneeId?: string | null;
  readonly tags?: readonly string[] | null;
  /** To the tags as they stand when their row is locked. */
  readonly addTags?: readonly string[] | null;
  readonly removeTags?: readonly string[] | null;
  readonly recommendation?: Disposition | null;
};

/** [MO2] Who takes care of it, under which tags, with which recommendation; the last one to say so of it is right. */
export async function triage(ctx: RequestContext, change: TriageChange): Promise<Comment | Refused> {
  return moderated(ctx, change.commentId, async (tx, comment) => {
    const { assigneeId, recommendation } = change;
    if (assigneeId && !((await ctx.load(moderatorsOf, comment.consultationId)) ?? []).includes(assigneeId))
      return refuse(ctx, 'INVALID_INPUT', 'assigneeId');
    const tags = change.tags && cleanTags(change.tags);
    if (change.tags && (!tags || !tags.every(isText))) return refuse(ctx, 'INVALID_INPUT', 'tags');
    const added = change.addTags ?? [];
    if (!cleanTags(added) || !added.every(isText)) return refuse(ctx, 'INVALID_INPUT', 'addTags');
    if (recommendation && !decidableAlone.includes(recommendation))
      return refuse(ctx, 'INVALID_INPUT', 'recommendation');
    const row = await lockTriage(tx.manager, comment.id, tx.now);
    const before = change.tags === undefined ? row.tags : (tags ?? []);
    const after = changedTags(before, added, change.removeTags ?? []);
    if (!after) return refuse(ctx, 'TOO_MANY_TAGS', 'addTags');
    await tx.manager.update(
      Triage,
      { commentId: comment.id },
      {
        assigneeId: assigneeId === undefined ? row.assigneeId : assigneeId,
        tags: after,
        recommendation: recommendation === undefined ? row.recommendation : recommendation,
        changedAt: tx.now,
      },
    );
    return comment;
  });
}

/** [MO3] A note among moderators; the same key gives the same note. */
export async function note(
  ctx: RequestContext,
  commentId: string,
  body: string,
  key: string,
): Promise<Comment | Refused> {
  if (!isKey(key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  if (!isText(body) || fits(body, moderationLimits.note) !== 'fits')
    return refuse(ctx, 'NOTE_LENGTH', 'body');
  return moderated(ctx, commentId, async (tx, comment) => {
    const written = {
      id: uuid(),
      commentId,
      authorId: ctx.personId ?? '',
      clientKey: key,
      body: body.trim(),
    };
    const row = tx.manager.create(ModeratorNote, { ...written, createdAt: tx.now });
    if (await insertOnce(tx.manager, ModeratorNote, row)) return comment;
    const sent = await tx.manager.findOneBy(ModeratorNote, { authorId: row.authorId, clientKey: key });
    return sent?.commentId === commentId && sent.body === row.body ? comment : refuse(ctx, 'KEY_REUSED');
  });
}

/** [MO7] Comments that a moderator finds to say one thing; an empty list takes the comment out of its cluster. */
export async function cluster(
  ctx: RequestContext,
  commentId: string,
  others: readonly string[],
): Promise<Comment | Refused> {
  return moderated(ctx, commentId, async (tx, comment) => {
    const found = await Promise.all(others.map((id) => ctx.load(commentById, id)));
    for (const other of found) {
      if (other?.consultationId !== comment.consultationId || !(await mayModerate(ctx, other)))
        return refuse(ctx, 'NOT_FOUND');
    }
    // In one order: two moderators who cluster the same comments at once wait for each other.
    const ids = [...new Set([commentId, ...others])].toSorted();
    const rows: Triage[] = [];
    for (const id of ids) rows.push(await lockTriage(tx.manager, id, tx.now));
    const clusterId = others.length === 0 ? null : (rows.find((row) => row.clusterId)?.clusterId ?? uuid());
    for (const id of ids)
      await tx.manager.update(Triage, { commentId: id }, { clusterId, changedAt: tx.now });
    return comment;
  });
}

/** [MO4] Asks the organisation behind a comment something, with a day by which an answer is hoped for. */
export async function ask(
  ctx: RequestContext,
  commentId: string,
  question: string,
  dueAt: Date,
  key: string,
): Promise<Comment | Refused> {
  if (!isKey(key)) return refuse(ctx, 'INVALID_INPUT', 'key');
  if (!isText(question) || fits(question, moderationLimits.question) !== 'fits')
    return refuse(ctx, 'NOTE_LENGTH', 'question');
  return moderated(
    ctx,
    commentId,
    async (tx, comment) => {
      const askedBy = ctx.personId ?? '';
      const sent = await tx.manager.findOneBy(Clarification, { askedBy, clientKey: key });
      if (sent)
        return sent.commentId === commentId && sent.question === question.trim()
          ? comment
          : refuse(ctx, 'KEY_REUSED');
      if (!mayAsk(comment.status)) return refuse(ctx, 'ALREADY_DECIDED');
      if (Number.isNaN(dueAt.getTime()) || dueAt <= tx.now) return refuse(ctx, 'DUE_IN_PAST', 'dueAt');
      await tx.manager.insert(Clarification, {
        id: uuid(),
        commentId,
        askedBy,
        clientKey: key,
        question: question.trim(),
        dueAt,
        askedAt: tx.now,
      });
      return comment;
    },
    'comment_questioned',
  );
}

/** [MO4] The organisation's answer: once, by those who speak for it. */
export async function answer(ctx: RequestContext, id: string, text: string): Promise<Comment | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const asked = isId(id) ? await ctx.manager.findOneBy(Clarification, { id }) : null;
  const known = await ctx.load(commentById, asked?.commentId ?? NOWHERE);
  const standing = await ctx.standing(known?.consultationId ?? NOWHERE);
  if (!known || !standing || !mayAnswer(standing, known)) return refuse(ctx, 'NOT_FOUND');
  if (!isText(text) || fits(text, moderationLimits.answer) !== 'fits')
    return refuse(ctx, 'NOTE_LENGTH', 'answer');
  return transaction(ctx, async (tx) => {
    const comment = await lockComment(tx.manager, known.id);
    const standing = comment && (await ctx.standing(comment.consultationId));
    if (!comment || !standing || !mayAnswer(standing, comment)) return refuse(ctx, 'NOT_FOUND');
    const { affected } = await tx.manager
      .createQueryBuilder()
      .update(Clarification)
      .set({ answer: text.trim(), answeredBy: ctx.personId, answeredAt: tx.now })
      .where('id = :id AND answer IS NULL', { id })
      .execute();
    if (affected === 0) {
      const given = await tx.manager.findOneByOrFail(Clarification, { id });
      return given.answer === text.trim() ? comment : refuse(ctx, 'WRONG_STATE');
    }
    record(tx, commentEvent('comment_questioned', comment, { answered: true }));
    return comment;
  });
}

export type Work = (tx: Transaction, comment: Comment) => Promise<Comment | Refused>;

/** Policy, then the comment's lock, policy again, the work and its event (null: the work records it itself). */
export async function moderated(
  ctx: RequestContext,
  commentId: string,
  work: Work,
  type: 'comment_triaged' | 'comment_questioned' | null = 'comment_triaged',
): Promise<Comment | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayModerate(ctx, await moderatedComment(ctx, commentId)))) return refuse(ctx, 'NOT_FOUND');
  return transaction(ctx, async (tx) => {
    const comment = await lockComment(tx.manager, commentId);
    if (!comment || !(await mayModerate(ctx, comment))) return refuse(ctx, 'NOT_FOUND');
    const done = await work(tx, comment);
    if (type !== null && !isRefused(done)) record(tx, commentEvent(type, comment));
    return done;
  });
}

/** [MO5] A filter kept under a name, for its maker alone; the same name replaces it. */
export async function saveView(
  ctx: RequestContext,
  consultationId: string,
  name: string,
  query: string,
): Promise<SavedView | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await isModerator(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
  if (!isText(name) || fits(name, moderationLimits.viewName) !== 'fits')
    return refuse(ctx, 'NAME_LENGTH', 'name');
  if (!isText(query) || query.length > 2_000) return refuse(ctx, 'INVALID_INPUT', 'query');
  const found = { personId, consultationId, name: name.trim() };
  return transaction(ctx, async (tx) => {
    await tx.manager.upsert(SavedView, { id: uuid(), ...found, query, createdAt: tx.now }, [
      'personId',
      'consultationId',
      'name',
    ]);
    return tx.manager.findOneByOrFail(SavedView, found);
  });
}

export async function forgetView(ctx: RequestContext, id: string): Promise<true | Refused> {
  const { personId } = ctx;
  if (!personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const { affected } = isId(id) ? await ctx.manager.delete(SavedView, { id, personId }) : { affected: 0 };
  return affected ? true : refuse(ctx, 'NOT_FOUND');
}

export async function savedViews(ctx: RequestContext, consultationId: string): Promise<SavedView[]> {
  if (!ctx.personId || !(await isModerator(ctx, consultationId))) return [];
  return ctx.manager.find(SavedView, {
    where: { personId: ctx.personId, consultationId },
    order: { name: 'ASC' },
  });
}
