/**
 * A draft stays a row; its words are a part of its ministry's room. What colleagues type there is projected into the row, so
 * that lists, search and the clearing officer read it by GraphQL; what the API writes goes into the room first (T1).
 */
import { isPrivate, commentStatuses, limits } from '@concord/consultation';
import {
  eraseDraft,
  parseRoomName,
  readDraft,
  roomDocumentName,
  writeDraft,
  type DraftText,
  type Room,
} from '@concord/document/room';
import { richTextOf } from '@concord/document/rich-text';
import { In } from 'typeorm';
import * as Y from 'yjs';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { changeDocument, lockDocument, readState } from '../profiles/index.js';
import { beginRoom, findRoom, markProjected } from '../rooms/index.js';
import { Comment } from './comments.entity.js';
import { commentEvent } from './comments.events.js';
import { foldedText } from './comments.repository.js';

/** Begins a room in a transaction of its own: somebody enters it before anything was written there. */
export const beginRoomOf = (ctx: RequestContext, room: Room): Promise<void> =>
  transaction(ctx, (tx) => openRoom(ctx, tx, room));

/** [RM3] Makes the room when it is not there; drafts from before it get their words into it, once. */
export async function openRoom(ctx: RequestContext, tx: Transaction, room: Room): Promise<void> {
  if (!(await beginRoom(tx.manager, room))) return;
  const drafts = await tx.manager.findBy(Comment, draftsOf(room));
  const name = roomDocumentName(room);
  const { seq } = await changeDocument(ctx, tx, name, null, (doc) => {
    for (const { id, body, proposal } of drafts) writeDraft(doc, id, { text: body, proposal });
  });
  await markProjected(tx.manager, name, seq);
}

/**
 * [RM4] Takes the room's lock until COMMIT and brings the rows of its drafts up to what it says. Call it before any row is
 * locked; whoever seals a draft seals what stands in the room at that moment.
 */
export async function settleRoom(tx: Transaction, room: Room): Promise<void> {
  const name = roomDocumentName(room);
  const found = await findRoom(tx.manager, name);
  if (!found) return;
  const seq = await lockDocument(tx.manager, name);
  if ((await findRoom(tx.manager, name))?.projected === seq) return;
  const doc = new Y.Doc();
  for (const update of (await readState(tx.manager, name)).updates) Y.applyUpdate(doc, update);
  const drafts = await tx.manager.find(Comment, {
    where: { ...draftsOf(room), status: In(withDrafters) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  for (const draft of drafts) {
    const text = readDraft(doc, draft.id);
    if (!text || !takeText(draft, text)) continue;
    draft.version += 1;
    draft.revisedAt = tx.now;
    await tx.manager.save(Comment, draft);
    record(tx, commentEvent('comment_revised', draft));
  }
  await markProjected(tx.manager, name, seq);
}

/** The projection as the room's timer runs it: nobody's request, a transaction of its own. */
export async function projectRoom(ctx: RequestContext, name: string): Promise<void> {
  const room = parseRoomName(name);
  if (room) await transaction(ctx, (tx) => settleRoom(tx, room));
}

/** Puts the words of an API's draft into the room, on its author's behalf, and what stands there then into the row. */
export async function writeIntoRoom(
  ctx: RequestContext,
  tx: Transaction,
  comment: Comment,
  text: Pick<DraftText, 'text' | 'proposal'>,
): Promise<void> {
  const name = roomDocumentName(comment);
  const { doc, seq } = await changeDocument(ctx, tx, name, ctx.personId, (doc) =>
    writeDraft(doc, comment.id, text),
  );
  const written = readDraft(doc, comment.id);
  if (written) takeText(comment, written);
  await markProjected(tx.manager, name, seq, seq - 1);
}

/** A draft that is thrown away leaves the room; the log keeps what was written. */
export async function takeOutOfRoom(ctx: RequestContext, tx: Transaction, comment: Comment): Promise<void> {
  const name = roomDocumentName(comment);
  if (!(await findRoom(tx.manager, name))) return;
  const { seq } = await changeDocument(ctx, tx, name, ctx.personId, (doc) => eraseDraft(doc, comment.id));
  await markProjected(tx.manager, name, seq, seq - 1);
}

/**
 * [CE1] What lies with those who clear is locked: words that somebody types in the room meanwhile are not the draft's until
 * it is given back. They are not lost: they are in the room.
 */
const withDrafters = ['draft', 'returned'] as const;

const draftsOf = ({ consultationId, organisationId }: Room) => ({
  consultationId,
  organisationId,
  status: In(commentStatuses.filter(isPrivate)),
});

/** True when the row says something else afterwards. */
function takeText(comment: Comment, { body, text, proposal }: DraftText): boolean {
  const before = JSON.stringify([comment.body, comment.proposal, comment.rich]);
  comment.body = bounded(text, limits.body.max);
  comment.proposal = proposal === null ? null : bounded(proposal, limits.proposal.max);
  const plain = JSON.stringify(body) === JSON.stringify(richTextOf(text));
  comment.rich = plain || comment.body !== text ? null : body;
  comment.folded = foldedText(comment.body, comment.proposal, comment.target.quote.exact);
  return before !== JSON.stringify([comment.body, comment.proposal, comment.rich]);
}

/** A row need not carry a pasted megabyte: enough of it that everybody is told that it is too long. */
const bounded = (text: string, max: number): string =>
  text.length > max * 2 ? text.slice(0, max * 2 + 1).toWellFormed() : text;
