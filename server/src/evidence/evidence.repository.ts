import { In } from 'typeorm';
import type { LoaderDefinition } from '../platform/context.js';
import { byIds } from '../platform/database/by-ids.js';
import { grouped } from '../profiles/index.js';
import { Evidence } from './evidence.entity.js';

export const evidenceOf: LoaderDefinition<string, readonly Evidence[]> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager.find(Evidence, {
      where: { commentId: In([...commentIds]) },
      order: { addedAt: 'ASC', id: 'ASC' },
    });
    return grouped(commentIds, rows, (row) => row.commentId);
  },
};

export const evidenceById: LoaderDefinition<string, Evidence> = {
  batch: (ctx, ids) => byIds(ctx.manager, Evidence, ids),
};
