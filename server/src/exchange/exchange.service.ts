import { createHash } from 'node:crypto';
import type { DocxRefusal, ImportedDocument } from '@concord/exchange';
import { project, rebuild, replaceContent, sectionDocumentName, seedUpdate } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import type { Locale } from '@concord/locale';
import { LessThan } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { RequestContext } from '../platform/context.js';
import { record, transaction, type Transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isId } from '../platform/ids.js';
import {
  editDocument,
  lockDocument,
  Section,
  seedDocument,
  Variant,
  type Projections,
} from '../profiles/index.js';
import { ImportPreview } from './exchange.entity.js';
import { mayImport, mayUsePreview } from './exchange.policy.js';
import { keepFindings, wordsOf } from './findings.js';
import { readInTurn } from './reading.js';

const HOUR = 3_600_000;
/** Every document is seeded by the same Yjs client: the same content gives the same bytes. */
const SERVER_CLIENT = 1;

export type SectionStatus = 'new' | 'changed' | 'unchanged' | 'conflict';

/** [IM1] Reads a file into a preview. Nothing of it is in the profile until it is applied; a bad file leaves nothing. */
export async function preview(
  ctx: RequestContext,
  consultationId: string,
  language: Locale,
  fileName: string,
  bytes: Uint8Array,
): Promise<ImportPreview | { refused: DocxRefusal } | Refused> {
  if (!ctx.personId || !(await mayImport(ctx, consultationId))) return refuse(ctx, 'NOT_FOUND');
  const read = await readInTurn(bytes);
  if (!read.ok) return { refused: read.reason };
  const { manager } = ctx;
  await manager.delete(ImportPreview, { expiresAt: LessThan(ctx.now()) });
  const stored = manager.create(ImportPreview, {
    id: uuid(),
    consultationId,
    personId: ctx.personId,
    language,
    fileName: fileName.slice(0, 200),
    fileHash: createHash('sha256').update(bytes).digest('hex'),
    document: read.document,
    expiresAt: new Date(ctx.now().getTime() + HOUR),
  });
  await manager.insert(ImportPreview, stored);
  return stored;
}

export async function usablePreview(ctx: RequestContext, id: string): Promise<ImportPreview | null> {
  const found = isId(id) ? await ctx.manager.findOneBy(ImportPreview, { id }) : null;
  return (await mayUsePreview(ctx, found)) ? found : null;
}

/** What applying would do to each chapter. */
export async function statuses(
  ctx: RequestContext,
  held: ImportPreview,
): Promise<Map<string, SectionStatus>> {
  const { manager } = ctx;
  const result = new Map<string, SectionStatus>();
  for (const section of held.document.sections) {
    const row = await manager.findOneBy(Section, { consultationId: held.consultationId, key: section.key });
    const variant = row && (await manager.findOneBy(Variant, { sectionId: row.id, language: held.language }));
    result.set(section.key, statusOf(variant, variant && variant.revision, section.content));
  }
  return result;
}

export type Applied = { created: number; updated: number; unchanged: number; consultationId: string };

/**
 * [IM2] Applies a preview whole or not at all. [IM3] A file that was imported before changes nothing.
 * [IM4] Text that was edited here since the last import is never replaced.
 */
export async function apply(
  ctx: RequestContext,
  projections: Projections,
  previewId: string,
  assignments: ReadonlyMap<string, number | null>,
): Promise<Applied | Refused> {
  if (!ctx.personId) return refuse(ctx, 'NOT_SIGNED_IN');
  const held = await usablePreview(ctx, previewId);
  if (!held) return refuse(ctx, 'IMPORT_EXPIRED');
  for (const domain of assignments.values()) {
    if (domain !== null && (domain < 1 || domain > 6)) return refuse(ctx, 'INVALID_INPUT', 'domain');
  }
  const applied = await transaction(ctx, (tx) => applyDocument(ctx, tx, projections, held, assignments));
  ctx.forget();
  return applied;
}

/** The part that the demo's seed shares: chapters into sections and documents, within a transaction. */
export async function applyDocument(
  ctx: RequestContext,
  tx: Transaction,
  projections: Projections,
  source: { consultationId: string; language: Locale; document: ImportedDocument },
  assignments: ReadonlyMap<string, number | null>,
): Promise<Applied | Refused> {
  const { consultationId, language } = source;
  // Two imports at once would give two sections one place in the order.
  const [row]: { frozen: boolean }[] = await tx.manager.query(
    'SELECT frozen_version IS NOT NULL AS frozen FROM consultation WHERE id = $1 FOR NO KEY UPDATE',
    [consultationId],
  );
  if (row?.frozen !== false) return refuse(ctx, 'TEXT_FROZEN');
  const applied: Applied = { created: 0, updated: 0, unchanged: 0, consultationId };
  for (const [index, chapter] of source.document.sections.entries()) {
    const domain = assignments.has(chapter.key) ? (assignments.get(chapter.key) ?? null) : chapter.domain;
    const section = await ensureSection(
      tx,
      consultationId,
      chapter.key,
      index + 1,
      domain,
      assignments.has(chapter.key),
    );
    const variant = await tx.manager.findOneBy(Variant, { sectionId: section.id, language });
    // The log's head, not the projection's: what was typed a moment ago counts too, and nothing is typed from here on.
    const head = variant && (await lockDocument(tx.manager, variant.documentName));
    const status = statusOf(variant, head, chapter.content);
    if (status === 'conflict') return refuse(ctx, 'IMPORT_CONFLICT', chapter.key);
    if (status === 'unchanged') {
      applied.unchanged += 1;
      continue;
    }
    const name = sectionDocumentName(section.id, language);
    if (variant) await replaceVariant(ctx, tx, projections, variant, chapter.content);
    else await createVariant(ctx, tx, projections, section.id, language, name, chapter.content);
    applied[variant ? 'updated' : 'created'] += 1;
    record(tx, {
      type: 'text_imported',
      consultationId,
      subjectId: section.id,
      audience: { organisationId: null, visibility: 'participants', official: true, sectionId: section.id },
      data: { language },
    });
  }
  return applied;
}

async function ensureSection(
  tx: Transaction,
  consultationId: string,
  key: string,
  ordinal: number,
  domain: number | null,
  assigned: boolean,
): Promise<Section> {
  const found = await tx.manager.findOneBy(Section, { consultationId, key });
  if (found) {
    Object.assign(found, { ordinal, domain: assigned ? domain : found.domain });
    return tx.manager.save(Section, found);
  }
  const section = tx.manager.create(Section, { id: uuid(), consultationId, key, ordinal, domain });
  await tx.manager.insert(Section, section);
  return section;
}

async function createVariant(
  ctx: RequestContext,
  tx: Transaction,
  projections: Projections,
  sectionId: string,
  language: Locale,
  documentName: string,
  content: DocumentJson,
): Promise<void> {
  const update = seedUpdate(content, SERVER_CLIENT);
  const seq = await seedDocument(tx.manager, documentName, update, ctx.personId, tx.now);
  const variant = tx.manager.create(Variant, {
    id: uuid(),
    sectionId,
    language,
    documentName,
    title: '',
    outline: [],
    content,
    revision: seq,
    updatedAt: tx.now,
    importedHash: contentHash(content),
    importedRevision: seq,
  });
  await tx.manager.insert(Variant, variant);
  await projections.write(tx.manager, documentName, rebuild([update]), seq, tx.now);
  tx.afterCommit(() => ctx.services.doorbell.ring({ kind: 'revision', variantId: variant.id }));
}

async function replaceVariant(
  ctx: RequestContext,
  tx: Transaction,
  projections: Projections,
  variant: Variant,
  content: DocumentJson,
): Promise<void> {
  const { seq } = await editDocument(ctx, tx, projections, variant.documentName, (doc) =>
    replaceContent(doc, keepFindings(variant.content, content)),
  );
  await tx.manager.update(
    Variant,
    { id: variant.id },
    { importedHash: contentHash(content), importedRevision: seq },
  );
}

function statusOf(variant: Variant | null, head: number | null, content: DocumentJson): SectionStatus {
  if (!variant) return 'new';
  if (variant.importedHash === contentHash(content)) return 'unchanged';
  return head === variant.importedRevision ? 'changed' : 'conflict';
}

const contentHash = (content: DocumentJson): string =>
  createHash('sha256').update(wordsOf(content)).digest('hex');

/** The text of one chapter of a preview as the reading view shows it. */
export const previewContent = (held: ImportPreview, key: string): DocumentJson | null => {
  const chapter = held.document.sections.find((section) => section.key === key);
  return chapter ? project(rebuild([seedUpdate(chapter.content, SERVER_CLIENT)])).content : null;
};
