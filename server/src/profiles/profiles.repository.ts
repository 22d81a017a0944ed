import { blockTexts } from '@concord/document/model';
import type { Locale } from '@concord/locale';
import { In, type EntityManager } from 'typeorm';
import type { LoaderDefinition } from '../platform/context.js';
import { byId, listBy } from '../platform/loaders.js';
import { Section, Variant } from './profiles.entity.js';

export const sectionById = byId(Section, { alike: true });

/** Sections of a consultation in reading order. */
export const sectionsOf = listBy(Section, 'consultationId', { order: { ordinal: 'ASC' } });

/** Variants without their text: lists of sections don't carry sixty pages. */
export const variantsOf = listBy(Variant, 'sectionId', {
  only: ['id', 'sectionId', 'language', 'documentName', 'title', 'outline', 'revision', 'updatedAt'],
  order: { language: 'ASC' },
});

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
