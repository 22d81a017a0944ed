import { In } from 'typeorm';
import type { LoaderDefinition } from '../platform/context.js';
import { Decision } from './decisions.entity.js';

export const decisionOf: LoaderDefinition<string, Decision> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager.findBy(Decision, { commentId: In([...commentIds]) });
    return new Map(rows.map((row) => [row.commentId, row]));
  },
};
