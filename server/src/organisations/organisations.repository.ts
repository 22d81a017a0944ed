import { blindSince, type Role, type Viewer } from '@concord/consultation';
import { In, IsNull, type EntityManager } from 'typeorm';
import type { LoaderDefinition, Standing } from '../platform/context.js';
import { isId } from '../platform/ids.js';
import { byId } from '../platform/loaders.js';
import { Membership, Organisation, Participation } from './organisations.entity.js';

export const organisationById = byId(Organisation, { alike: true });

/** Organisations of a consultation in their official order. */
export const organisationsOf: LoaderDefinition<string, readonly Organisation[]> = {
  alike: true,
  async batch(ctx, consultationIds) {
    const { manager } = ctx;
    const parts = await manager.find(Participation, {
      where: { consultationId: In([...consultationIds]) },
      order: { ordinal: 'ASC' },
    });
    const rows = await manager.findBy(Organisation, { id: In(parts.map((part) => part.organisationId)) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      consultationIds.map((id) => [
        id,
        parts
          .filter((part) => part.consultationId === id)
          .map((part) => byId.get(part.organisationId))
          .filter((row) => row !== undefined),
      ]),
    );
  },
};

/**
 * The one place that says who a person is in a consultation: organisation, kind, roles, scope, their place in its chain
 * of clearance, and whether a blind round runs for the organisation at `now`. [CE9] A deputy has the clearing officer's
 * role for the period, as long as the officer has it; by this every door knows of it at once.
 */
export async function readStandings(
  manager: EntityManager,
  personId: string,
  now: Date,
): Promise<ReadonlyMap<string, Standing>> {
  const rows = await standingRows(manager, [personId], null, now);
  return standingsBy(rows, (row) => row.consultation_id, now);
}

/**
 * Of many people in one consultation, in one statement, by person; those without a part there are not in it. People
 * who stand alike are given one and the same object: a thousand listeners are a few dozen of them.
 */
export async function readStandingsOf(
  manager: EntityManager,
  personIds: readonly string[],
  consultationId: string,
  now: Date,
): Promise<ReadonlyMap<string, Standing>> {
  const rows: (StandingRow & { readonly person_ids: string[] })[] = await manager.query(
    `SELECT array_agg(person_id) AS person_ids, ${COLUMNS} FROM (${STANDINGS}) AS standing GROUP BY ${COLUMNS}`,
    [personIds, now, consultationId],
  );
  const rowsOf = new Map<string, number[]>();
  for (const [index, row] of rows.entries())
    for (const id of row.person_ids) rowsOf.set(id, [...(rowsOf.get(id) ?? []), index]);
  const alike = new Map<string, Standing>();
  const standings = new Map<string, Standing>();
  for (const [id, indices] of rowsOf) {
    const key = indices.join(' ');
    const parts = indices.map((index) => rows[index]).filter((row) => row !== undefined);
    const standing = alike.get(key) ?? standingOf(parts, now);
    if (!standing) continue;
    alike.set(key, standing);
    standings.set(id, standing);
  }
  return standings;
}

/** `consultationId` null: wherever they take part. */
function standingRows(
  manager: EntityManager,
  personIds: readonly string[],
  consultationId: string | null,
  now: Date,
): Promise<StandingRow[]> {
  return manager.query(STANDINGS, [personIds, now, consultationId]);
}

/** Everything of a row of STANDINGS by which rights can differ. */
const COLUMNS = `consultation_id, organisation_id, kind, roles, domains, focal_points, legal_unit, is_focal_point, is_legal,
  round_id, opens_at, closes_at, extended_to, acts_for`;

const STANDINGS = `SELECT m.person_id, m.consultation_id, m.organisation_id, o.kind, m.roles, p.domains,
       p.focal_points, p.legal_unit, m.person_id = ANY(p.focal_points) AS is_focal_point,
       m.person_id = ANY(p.legal_unit) AS is_legal,
       r.id AS round_id, r.opens_at, r.closes_at, e.closes_at AS extended_to, d.officer_id AS acts_for
       FROM membership m
       JOIN organisation o ON o.id = m.organisation_id
       JOIN participation p ON p.organisation_id = m.organisation_id AND p.consultation_id = m.consultation_id
       LEFT JOIN round r ON r.consultation_id = m.consultation_id AND r.blind
       LEFT JOIN LATERAL (SELECT closes_at FROM round_extension
                           WHERE round_id = r.id AND organisation_id = m.organisation_id
                           ORDER BY granted_at DESC, id DESC LIMIT 1) e ON true
       LEFT JOIN LATERAL (SELECT deputy.officer_id FROM deputy
                            JOIN membership officer ON officer.consultation_id = deputy.consultation_id
                             AND officer.person_id = deputy.officer_id
                             AND officer.organisation_id = deputy.organisation_id
                             AND officer.revoked_at IS NULL AND 'clearing_officer' = ANY(officer.roles)
                           WHERE deputy.deputy_id = m.person_id AND deputy.consultation_id = m.consultation_id
                             AND deputy.organisation_id = m.organisation_id AND deputy.ended_at IS NULL
                             AND deputy.from_at <= $2 AND $2 < deputy.until_at
                           ORDER BY deputy.until_at DESC LIMIT 1) d ON true
      WHERE m.person_id = ANY($1) AND ($3::uuid IS NULL OR m.consultation_id = $3) AND m.revoked_at IS NULL`;

function standingsBy(
  rows: readonly StandingRow[],
  key: (row: StandingRow) => string,
  now: Date,
): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const [id, parts] of Map.groupBy(rows, key)) {
    const standing = standingOf(parts, now);
    if (standing) standings.set(id, standing);
  }
  return standings;
}

/** The same for one consultation. */
export const readStanding = async (
  manager: EntityManager,
  personId: string,
  consultationId: string,
  now: Date,
): Promise<Standing | null> => (await readStandings(manager, personId, now)).get(consultationId) ?? null;

export type ReadStanding = typeof readStanding;

/** Of the rows of one consultation: one for each of its blind rounds, or one. */
function standingOf(rows: readonly StandingRow[], now: Date): Standing | null {
  const [row] = rows;
  if (!row) return null;
  const actsFor = row.roles.includes('clearing_officer') ? null : row.acts_for;
  const people = { focal_point: row.focal_points, legal_unit: row.legal_unit };
  const mine = { focal_point: row.is_focal_point, legal_unit: row.is_legal };
  const before = ['focal_point', 'legal_unit'] as const;
  return {
    organisationId: row.organisation_id,
    kind: row.kind,
    roles: actsFor === null ? row.roles : [...row.roles, 'clearing_officer'],
    domains: row.domains,
    blindSince: rows.map((one) => blindness(one, now)).reduce(earlier, null),
    chain: before.filter((step) => people[step].length > 0),
    steps: before.filter((step) => mine[step]),
    actsFor,
  };
}

/** How each organisation stands in a consultation as a whole: with the roles of all its people, blind to nothing. */
export const bodiesOf: LoaderDefinition<string, ReadonlyMap<string, Viewer>> = {
  alike: true,
  async batch(ctx, consultationIds) {
    const rows: (Viewer & { consultationId: string })[] = await ctx.manager.query(
      `SELECT p.consultation_id AS "consultationId", p.organisation_id AS "organisationId", o.kind, p.domains,
              ARRAY(SELECT DISTINCT unnest(m.roles) FROM membership m
                     WHERE m.consultation_id = p.consultation_id AND m.organisation_id = p.organisation_id
                       AND m.revoked_at IS NULL) AS roles
         FROM participation p JOIN organisation o ON o.id = p.organisation_id
        WHERE p.consultation_id = ANY($1)`,
      [consultationIds],
    );
    const bodies = Map.groupBy(rows, (row) => row.consultationId);
    return new Map(
      consultationIds.map((id) => [
        id,
        new Map((bodies.get(id) ?? []).map((row) => [row.organisationId, { ...row, blindSince: null }])),
      ]),
    );
  },
};

type StandingRow = {
  consultation_id: string;
  organisation_id: string;
  kind: Standing['kind'];
  roles: Role[];
  domains: number[] | null;
  focal_points: string[];
  legal_unit: string[];
  is_focal_point: boolean;
  is_legal: boolean;
  round_id: string | null;
  opens_at: Date | null;
  closes_at: Date | null;
  extended_to: Date | null;
  acts_for: string | null;
};

function blindness(row: StandingRow, now: Date): Date | null {
  if (row.round_id === null) return null;
  const round = {
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    graceHours: 0,
    pausedAt: null,
    blind: true,
  };
  return blindSince(round, row.extended_to, now);
}

const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

export const membershipsOf = (manager: EntityManager, personId: string): Promise<Membership[]> =>
  manager.findBy(Membership, { personId, revokedAt: IsNull() });

/** What each person may do anywhere, as one text: memberships with their roles, and the scopes of their bodies. */
export async function partsOf(
  manager: EntityManager,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows: { person_id: string; parts: string }[] = await manager.query(
    `SELECT m.person_id, string_agg(concat_ws(' ', m, p.domains), '; ' ORDER BY m.consultation_id) AS parts
       FROM membership m
       LEFT JOIN participation p ON p.consultation_id = m.consultation_id AND p.organisation_id = m.organisation_id
      WHERE m.person_id = ANY($1) GROUP BY m.person_id`,
    [personIds],
  );
  return new Map(rows.map((row) => [row.person_id, row.parts]));
}

export const participates = async (
  manager: EntityManager,
  consultationId: string,
  organisationId: string,
): Promise<boolean> =>
  isId(organisationId) && (await manager.countBy(Participation, { consultationId, organisationId })) > 0;

/** Makes the membership, or replaces the one the person had in this consultation: a person acts for one body. */
export async function ensureMembership(
  manager: EntityManager,
  membership: Omit<Membership, 'revokedAt'>,
): Promise<void> {
  await manager.query(
    `INSERT INTO membership (consultation_id, person_id, organisation_id, roles, changed_at, revoked_at)
     VALUES ($1, $2, $3, $4, $5, NULL)
     ON CONFLICT (consultation_id, person_id) DO UPDATE
       SET organisation_id = $3, roles = $4, changed_at = $5, revoked_at = NULL`,
    [
      membership.consultationId,
      membership.personId,
      membership.organisationId,
      membership.roles,
      membership.changedAt,
    ],
  );
}
