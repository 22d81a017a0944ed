import { In, type EntityManager } from 'typeorm';
import type { LoaderDefinition } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { byId, listBy } from '../platform/loaders.js';
import { SilenceItem, SilenceObjection, SilenceRound } from './silence.entity.js';

/** Newest first. */
export const silenceRoundsOf = listBy(SilenceRound, 'consultationId', {
  order: { openedAt: 'DESC', id: 'DESC' },
});

export const silenceRoundById = byId(SilenceRound, { alike: true });

export const itemsOf = listBy(SilenceItem, 'silenceRoundId', { alike: true, order: { id: 'ASC' } });

export const objectionsOf = listBy(SilenceObjection, 'itemId', { order: { givenAt: 'ASC', id: 'ASC' } });

export const lockItem = async (manager: EntityManager, id: string): Promise<SilenceItem | null> =>
  isId(id) ? manager.findOne(SilenceItem, { where: { id }, lock: { mode: 'pessimistic_write' } }) : null;

/** Blocks on which the viewer's organisation has an official comment that it did not withdraw, by consultation. */
export const ownBlocks: LoaderDefinition<string, ReadonlySet<string>> = {
  async batch(ctx, consultationIds) {
    const standings = await Promise.all(consultationIds.map((id) => ctx.standing(id)));
    const rows: { consultation_id: string; block_id: string }[] = await ctx.manager.query(
      `SELECT DISTINCT comment.consultation_id, anchor.block_id
         FROM unnest($1::uuid[], $2::uuid[]) AS mine (consultation_id, organisation_id)
         JOIN comment USING (consultation_id, organisation_id)
         JOIN comment_anchor anchor ON anchor.comment_id = comment.id AND anchor.block_id IS NOT NULL
        WHERE comment.cleared_at IS NOT NULL AND comment.status <> 'withdrawn'`,
      [consultationIds, standings.map((standing) => standing?.organisationId ?? null)],
    );
    const byConsultation = Map.groupBy(rows, (row) => row.consultation_id);
    return new Map(
      consultationIds.map((id) => [id, new Set(byConsultation.get(id)?.map((row) => row.block_id))]),
    );
  },
};

/** Comments of these that wait in a silence round already. */
export async function waitingElsewhere(
  manager: EntityManager,
  commentIds: readonly string[],
): Promise<boolean> {
  return manager.existsBy(SilenceItem, {
    commentId: In([...commentIds]),
    state: In(['waiting', 'closing']),
  });
}
