import { In } from 'typeorm';
import type { LoaderDefinition } from '../platform/context.js';
import { grouped } from '../profiles/index.js';
import { Stance } from './stances.entity.js';

/** All stances on a comment, the first first. */
export const stancesOf: LoaderDefinition<string, readonly Stance[]> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager.find(Stance, {
      where: { commentId: In([...commentIds]) },
      order: { takenAt: 'ASC', id: 'ASC' },
    });
    return grouped(commentIds, rows, (row) => row.commentId);
  },
};
