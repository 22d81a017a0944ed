import { blockTexts } from '@concord/document/model';
import type { Locale } from '@concord/locale';
import { In, type EntityManager } from 'typeorm';
import type { LoaderDefinition } from '../platform/context.js';
import { byIds } from '../platform/database/by-ids.js';
import { Section, Variant } from './profiles.entity.js';

export const sectionById: LoaderDefinition<string, Section> = {
  alike: true,
  batch: (ctx, ids) => byIds(ctx.manager, Section, ids),
};

/** Sections of a consultation in reading order. */
export const sectionsOf: LoaderDefinition<string, readonly Section[]> = {
  async batch(ctx, consultationIds) {
    const rows = await ctx.manager.find(Section, {
      where: { consultationId: In([...consultationIds]) },
      order: { ordinal: 'ASC' },
    });
    return grouped(consultationIds, rows, (row) => row.consultationId);
  },
};

/** Variants without their text: lists of sections don't carry sixty pages. */
export const variantsOf: LoaderDefinition<string, readonly Variant[]> = {
  async batch(ctx, sectionIds) {
    const rows = await ctx.manager.find(Variant, {
      select: {
        id: true,
        sectionId: true,
        language: true,
        documentName: true,
        title: true,
        outline: true,
        revision: true,
        updatedAt: true,
      },
      where: { sectionId: In([...sectionIds]) },
      order: { language: 'ASC' },
    });
    return grouped(sectionIds, rows, (row) => row.sectionId);
  },
};

export const contentOf: LoaderDefinition<string, Variant['content']> = {
  async batch(ctx, variantIds) {
    const rows = await ctx.manager.find(Variant, {
      select: { id: true, content: true },
      where: { id: In([...variantIds]) },
    });
    return new Map(rows.map((row) => [row.id, row.content]));
  },
};

/** Takes the lock of a text's row; null when there is no such text. */
export const lockVariant = (
  manager: EntityManager,
  sectionId: string,
  language: Locale,
): Promise<Variant | null> =>
  manager.findOne(Variant, {
    select: { id: true },
    where: { sectionId, language },
    lock: { mode: 'pessimistic_write' },
  });

/** Whether a text has the paragraph, as it was last projected. */
export async function hasBlock(
  manager: EntityManager,
  { sectionId, blockId, language }: { sectionId: string; blockId: string; language: Locale },
): Promise<boolean> {
  const variant = await manager.findOne(Variant, {
    select: { id: true, content: true },
    where: { sectionId, language },
  });
  return variant !== null && blockTexts(variant.content).some(({ id }) => id === blockId);
}

export const findVariant = (manager: EntityManager, documentName: string): Promise<Variant | null> =>
  manager.findOneBy(Variant, { documentName });

export function grouped<R>(
  keys: readonly string[],
  rows: readonly R[],
  keyOf: (row: R) => string,
): Map<string, readonly R[]> {
  const groups = new Map<string, R[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
