import { moderates } from '@concord/consultation';
import { In, type EntityManager } from 'typeorm';
import { Membership } from '../organisations/index.js';
import type { LoaderDefinition } from '../platform/context.js';
import { grouped } from '../profiles/index.js';
import { Clarification, ModeratorNote, Triage } from './moderation.entity.js';

export const triageOf: LoaderDefinition<string, Triage> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager.findBy(Triage, { commentId: In([...commentIds]) });
    return new Map(rows.map((row) => [row.commentId, row]));
  },
};

export const notesOf: LoaderDefinition<string, readonly ModeratorNote[]> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager.find(ModeratorNote, {
      where: { commentId: In([...commentIds]) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return grouped(commentIds, rows, (row) => row.commentId);
  },
};

export const clarificationsOf: LoaderDefinition<string, readonly Clarification[]> = {
  async batch(ctx, commentIds) {
    const rows = await ctx.manager.find(Clarification, {
      where: { commentId: In([...commentIds]) },
      order: { askedAt: 'ASC', id: 'ASC' },
    });
    return grouped(commentIds, rows, (row) => row.commentId);
  },
};

/** Who moderates a consultation now. */
export const moderatorsOf: LoaderDefinition<string, readonly string[]> = {
  async batch(ctx, consultationIds) {
    const rows = await ctx.manager.findBy(Membership, { consultationId: In([...consultationIds]) });
    const active = rows.filter((row) => row.revokedAt === null && moderates(row));
    const found = grouped(consultationIds, active, (row) => row.consultationId);
    return new Map([...found].map(([id, members]) => [id, members.map(({ personId }) => personId)]));
  },
};

/** The row of a comment, made when somebody first touches it; locked to the end of the transaction. */
export async function lockTriage(manager: EntityManager, commentId: string, at: Date): Promise<Triage> {
  await manager.query(
    'INSERT INTO triage (comment_id, changed_at) VALUES ($1, $2) ON CONFLICT (comment_id) DO NOTHING',
    [commentId, at],
  );
  return manager.findOneOrFail(Triage, { where: { commentId }, lock: { mode: 'pessimistic_write' } });
}
