import { opinions, responseState, type Opinion, type ResponseState } from '@concord/consultation';
import { In, IsNull, type EntityManager } from 'typeorm';
import { OFFICIAL } from '../platform/database/scope.js';
import { under } from '../platform/database/wall.js';
import type { LoaderDefinition, RequestContext } from '../platform/context.js';
import { Round } from '../rounds/index.js';
import { Response } from './responses.entity.js';

export type TrackedOrganisation = {
  readonly organisationId: string;
  readonly state: ResponseState;
  /** Somebody of it may make comments official. */
  readonly clears: boolean;
  readonly extendedTo: Date | null;
  readonly extensionReason: string | null;
  readonly remindedAt: Date | null;
};

type TrackedRow = {
  organisation_id: string;
  clears: boolean;
  official: boolean;
  opinion: boolean;
  nil_return: boolean;
  working: boolean;
  extended_to: Date | null;
  extension_reason: string | null;
  reminded_at: Date | null;
};

/**
 * How everybody who is asked has responded, in official order, in one statement. It reads what is official and what
 * was declared; rows of drafts are not looked at (T4), and nothing is counted (T10).
 */
export async function trackedOrganisations(
  manager: EntityManager,
  round: Round,
): Promise<TrackedOrganisation[]> {
  const rows: TrackedRow[] = await under(manager, OFFICIAL).query(
    `SELECT p.organisation_id,
            EXISTS (SELECT 1 FROM membership m
                     WHERE m.consultation_id = p.consultation_id AND m.organisation_id = p.organisation_id
                       AND m.revoked_at IS NULL AND 'clearing_officer' = ANY(m.roles)) AS clears,
            EXISTS (SELECT 1 FROM comment c
                     WHERE c.consultation_id = p.consultation_id AND c.organisation_id = p.organisation_id
                       AND c.cleared_at >= coalesce($2::timestamptz, '-infinity')
                       -- [RD12] A comment belongs to the round that it was made official in.
                       AND c.cleared_at < coalesce((SELECT min(later.opens_at) FROM round later
                                                     WHERE later.consultation_id = $4 AND later.ordinal > $5), 'infinity')
                       AND c.status <> 'withdrawn') AS official,
            coalesce(bool_or(r.kind = ANY($3)), false) AS opinion,
            coalesce(bool_or(r.kind = 'nil_return' AND r.section_id IS NULL), false) AS nil_return,
            coalesce(bool_or(r.kind = 'working'), false) AS working,
            e.closes_at AS extended_to, e.reason AS extension_reason,
            (SELECT max(sent_at) FROM round_reminder s
              WHERE s.round_id = $1 AND s.organisation_id = p.organisation_id) AS reminded_at
       FROM participation p
       JOIN organisation o ON o.id = p.organisation_id AND o.kind <> 'assessment_team'
       LEFT JOIN response r ON r.round_id = $1 AND r.organisation_id = p.organisation_id AND r.taken_back_at IS NULL
       LEFT JOIN LATERAL (SELECT closes_at, reason FROM round_extension
                           WHERE round_id = $1 AND organisation_id = p.organisation_id
                           ORDER BY granted_at DESC, id DESC LIMIT 1) e ON true
      WHERE p.consultation_id = $4
      GROUP BY p.consultation_id, p.organisation_id, p.ordinal, e.closes_at, e.reason
      ORDER BY p.ordinal`,
    [round.id, round.opensAt, opinions, round.consultationId, round.ordinal],
  );
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    state: responseState({
      official: row.official,
      opinion: row.opinion,
      nilReturn: row.nil_return,
      working: row.working,
    }),
    clears: row.clears,
    extendedTo: row.extended_to,
    extensionReason: row.extension_reason,
    remindedAt: row.reminded_at,
  }));
}

/** What one organisation has said in a round, oldest first. What was taken back is not among it. */
export const responsesOf = (
  manager: EntityManager,
  roundId: string,
  organisationId: string,
): Promise<Response[]> =>
  manager.find(Response, {
    where: { roundId, organisationId, takenBackAt: IsNull() },
    order: { givenAt: 'ASC', id: 'ASC' },
  });

export const isOpinion = (kind: Response['kind']): kind is Opinion =>
  opinions.some((opinion) => opinion === kind);

/** The latest opinions of all, for those who may read them. */
export async function latestOpinions(
  manager: EntityManager,
  roundId: string,
): Promise<ReadonlyMap<string, Response>> {
  const rows = await manager
    .createQueryBuilder(Response, 'response')
    .where('response.round_id = :roundId AND response.kind = ANY(:opinions)', { roundId, opinions })
    .orderBy('response.given_at')
    .addOrderBy('response.id')
    .getMany();
  return new Map(rows.map((row) => [row.organisationId, row]));
}

/** Comments of the organisation that nobody made official: told to itself alone. */
export async function unclearedOf(
  ctx: RequestContext,
  round: Round,
  organisationId: string,
): Promise<number> {
  const [row]: { count: number }[] = await ctx.manager.query(
    `SELECT count(*)::int AS count FROM comment
      WHERE consultation_id = $1 AND organisation_id = $2 AND status IN ('draft', 'internal_review', 'returned')`,
    [round.consultationId, organisationId],
  );
  return row?.count ?? 0;
}

/** The last reminder that the viewer's organisation has not responded to since, by round. */
export const openReminder: LoaderDefinition<string, Date> = {
  async batch(ctx, roundIds) {
    const rounds = await ctx.manager.findBy(Round, { id: In([...roundIds]) });
    const standings = await Promise.all(rounds.map(({ consultationId }) => ctx.standing(consultationId)));
    const rows: { round_id: string; at: Date }[] = await ctx.manager.query(
      `SELECT s.round_id, max(s.sent_at) AS at
         FROM unnest($1::uuid[], $2::uuid[]) AS mine (round_id, organisation_id)
         JOIN round_reminder s USING (round_id, organisation_id)
         JOIN round ON round.id = s.round_id
        WHERE NOT EXISTS (SELECT 1 FROM response r
                           WHERE r.round_id = s.round_id AND r.organisation_id = s.organisation_id
                             AND r.section_id IS NULL AND r.taken_back_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM comment c
                           WHERE c.consultation_id = round.consultation_id AND c.organisation_id = s.organisation_id
                             AND c.cleared_at >= coalesce(round.opens_at, '-infinity') AND c.status <> 'withdrawn')
        GROUP BY s.round_id`,
      [rounds.map(({ id }) => id), standings.map((standing) => standing?.organisationId ?? null)],
    );
    return new Map(rows.map((row) => [row.round_id, row.at]));
  },
};

export async function remindedAt(
  manager: EntityManager,
  roundId: string,
  organisationId: string,
): Promise<Date | null> {
  const [row]: { at: Date | null }[] = await manager.query(
    'SELECT max(sent_at) AS at FROM round_reminder WHERE round_id = $1 AND organisation_id = $2',
    [roundId, organisationId],
  );
  return row?.at ?? null;
}

export type Contradiction = { sectionId: string; blockId: string; organisationIds: string[] };

/**
 * Where official proposals of different organisations want different words in the same place of the text, within a
 * round: who and where, never what. In the order of the text. `of`: those in which one of these comments stands or,
 * taken back by now, stood.
 */
export function contradictions(
  manager: EntityManager,
  round: Pick<Round, 'consultationId' | 'opensAt'>,
  of: readonly string[] | null = null,
): Promise<Contradiction[]> {
  return under(manager, OFFICIAL).query(
    `SELECT section.id AS "sectionId", a.block_id AS "blockId",
            array_agg(DISTINCT mine.organisation_id) AS "organisationIds"
       FROM comment mine
       JOIN comment_anchor a ON a.comment_id = mine.id AND a.block_id IS NOT NULL
       JOIN comment_anchor b ON b.block_id = a.block_id
       JOIN comment theirs ON theirs.id = b.comment_id AND theirs.section_id = mine.section_id
       JOIN section ON section.id = mine.section_id
      WHERE mine.consultation_id = $1
        AND mine.organisation_id <> theirs.organisation_id
        AND ($3::uuid[] IS NULL OR mine.id = ANY($3))
        AND (mine.status IN ('cleared', 'under_review') OR mine.id = ANY($3)) AND theirs.status IN ('cleared', 'under_review')
        AND mine.cleared_at >= coalesce($2::timestamptz, '-infinity')
        AND theirs.cleared_at >= coalesce($2::timestamptz, '-infinity')
        AND mine.proposal IS NOT NULL AND theirs.proposal IS NOT NULL
        AND (mine.target_language <> theirs.target_language
             OR (a.start_offset < b.end_offset AND b.start_offset < a.end_offset
                 -- Whether withheld words are the same as others is not told.
                 AND (mine.proposal <> theirs.proposal
                      OR mine.withheld IS NOT NULL OR theirs.withheld IS NOT NULL)))
      GROUP BY section.id, section.ordinal, a.block_id
      ORDER BY section.ordinal, min(a.place), a.block_id`,
    [round.consultationId, round.opensAt, of],
  );
}

type AnsweredRound = Pick<Round, 'id' | 'consultationId' | 'opensAt'> & {
  /** Nothing else of the organisation answers in it, no other comment and no opinion. */
  readonly alone: boolean;
};

/** The round in which these comments of one organisation were made official; null where they were before it. */
export async function answeredRound(
  manager: EntityManager,
  { consultationId, organisationId }: { readonly consultationId: string; readonly organisationId: string },
  ids: readonly string[],
): Promise<AnsweredRound | null> {
  const rows: { id: string; opens_at: Date | null; others: boolean }[] = await manager.query(
    `SELECT round.id, round.opens_at,
            bool_or(c.id <> ALL($3) AND c.status <> 'withdrawn')
            OR EXISTS (SELECT 1 FROM response r WHERE r.round_id = round.id AND r.organisation_id = $2
                                                 AND r.kind = ANY($4) AND r.taken_back_at IS NULL) AS others
       FROM round
       JOIN comment c ON c.consultation_id = round.consultation_id AND c.organisation_id = $2
                     AND c.cleared_at >= coalesce(round.opens_at, '-infinity')
      WHERE round.id = (SELECT id FROM round WHERE consultation_id = $1 ORDER BY ordinal DESC LIMIT 1)
      GROUP BY round.id
     HAVING bool_or(c.id = ANY($3))`,
    [consultationId, organisationId, ids, opinions],
  );
  const [row] = rows;
  return row ? { id: row.id, consultationId, opensAt: row.opens_at, alone: !row.others } : null;
}
