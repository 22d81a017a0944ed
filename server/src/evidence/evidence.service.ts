import { createHash } from 'node:crypto';
import { isSafeHref } from '@concord/document/model';
import { v7 as uuid } from 'uuid';
import { Comment, commentEvent, lockComment } from '../comments/index.js';
import { readInTurn } from '../exchange/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { isRefused, refuse, type Refused } from '../platform/errors/refusal.js';
import { NOWHERE } from '../platform/ids.js';
import { isText } from '../platform/text.js';
import { Evidence } from './evidence.entity.js';
import { mayChange, mayRead } from './evidence.policy.js';
import { evidenceById, evidenceOf } from './evidence.repository.js';
import { databaseStore } from './evidence.store.js';
import { fileTypes, isNamedSo, safeName, typeOf } from './file-type.js';

/** More than any comment needs. */
const MOST = 20;

/** [EV3] A file is taken when its content is what its name says and nothing in it can do harm. */
export async function addFile(
  ctx: RequestContext,
  commentId: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<Evidence | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayChange(ctx, commentId))) return refuse(ctx, 'NOT_FOUND');
  const name = safeName(fileName);
  const type = typeOf(bytes);
  if (!type || !isNamedSo(name, type)) return refuse(ctx, 'EVIDENCE_TYPE', 'file');
  // Word files are read as an import would: macros, outside content and archives in disguise are found there.
  if (type === 'docx' && !(await readInTurn(bytes)).ok) return refuse(ctx, 'EVIDENCE_TYPE', 'file');
  const hash = createHash('sha256').update(bytes).digest('hex');
  return add(ctx, commentId, async (tx, given) => {
    const twin = given.find((one) => one.hash === hash && one.name === name);
    if (twin) return twin;
    const facts = { name, mediaType: fileTypes[type].mediaType, size: bytes.length, hash, href: null };
    return { facts, keep: (id) => databaseStore.put(tx.manager, id, bytes) };
  });
}

/** [EV3] An address of the web, shown under the words that its giver chose. */
export async function addLink(
  ctx: RequestContext,
  commentId: string,
  href: string,
  name: string,
): Promise<Evidence | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  if (!(await mayChange(ctx, commentId))) return refuse(ctx, 'NOT_FOUND');
  if (!isSafeHref(href) || href.startsWith('#') || !isText(href)) return refuse(ctx, 'EVIDENCE_LINK', 'href');
  const words = name.trim() === '' ? href : name.trim();
  if (words.length > 2000 || !isText(words)) return refuse(ctx, 'INVALID_INPUT', 'name');
  return add(ctx, commentId, (_tx, given) => {
    const twin = given.find((one) => one.href === href);
    if (twin) return Promise.resolve(twin);
    const facts = { name: words, mediaType: null, size: null, hash: null, href };
    return Promise.resolve({ facts, keep: () => Promise.resolve() });
  });
}

export async function remove(ctx: RequestContext, id: string): Promise<true | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const evidence = await ctx.load(evidenceById, id);
  if (!(await mayChange(ctx, evidence?.commentId ?? NOWHERE)) || !evidence) return refuse(ctx, 'NOT_FOUND');
  return transaction(ctx, async (tx) => {
    const comment = await lockDraft(ctx, tx, evidence.commentId);
    if (isRefused(comment)) return comment;
    await tx.manager.delete(Evidence, { id });
    await revised(tx, comment);
    return true as const;
  });
}

/** Null for what is not there and for what is not theirs. */
export async function download(
  ctx: RequestContext,
  id: string,
): Promise<{ evidence: Evidence; bytes: Buffer } | null> {
  const evidence = await ctx.load(evidenceById, id);
  if (!(await mayRead(ctx, evidence)) || !evidence) return null;
  const bytes = await databaseStore.get(ctx.manager, id);
  return bytes && { evidence, bytes };
}

type New = {
  readonly facts: Pick<Evidence, 'name' | 'mediaType' | 'size' | 'hash' | 'href'>;
  readonly keep: (id: string) => Promise<void>;
};

/** Lock, rule, save, event. Given twice it is there once. */
function add(
  ctx: RequestContext,
  commentId: string,
  work: (tx: Transaction, given: readonly Evidence[]) => Promise<Evidence | New>,
): Promise<Evidence | Refused> {
  return transaction(ctx, async (tx) => {
    const comment = await lockDraft(ctx, tx, commentId);
    if (isRefused(comment)) return comment;
    const given = (await ctx.load(evidenceOf, commentId)) ?? [];
    const wanted = await work(tx, given);
    if (wanted instanceof Evidence) return wanted;
    if (given.length >= MOST) return refuse(ctx, 'EVIDENCE_COUNT');
    const evidence = tx.manager.create(Evidence, {
      id: uuid(),
      commentId,
      ...wanted.facts,
      personId: ctx.personId ?? '',
      addedAt: tx.now,
    });
    await tx.manager.insert(Evidence, evidence);
    await wanted.keep(evidence.id);
    await revised(tx, comment);
    return evidence;
  });
}

/** The right is judged inside the commit it allows, under the draft's lock: nothing is added to what was just sealed. */
async function lockDraft(ctx: RequestContext, tx: Transaction, id: string): Promise<Comment | Refused> {
  const locked = await lockComment(tx.manager, id);
  return locked && (await mayChange(ctx, id)) ? locked : refuse(ctx, 'WRONG_STATE');
}

/** Whoever clears has to have seen it: the draft's version moves on. */
async function revised(tx: Transaction, comment: Comment): Promise<void> {
  const version = comment.version + 1;
  await tx.manager.update(Comment, { id: comment.id }, { version, revisedAt: tx.now });
  record(tx, commentEvent('comment_revised', Object.assign(comment, { version })));
}
