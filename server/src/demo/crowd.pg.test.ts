/** What `npm run crowd` adds beside Velmora, with a crowd of few. */
import { maySee, type Viewer } from '@concord/consultation';
import { CommentsDocument } from '@concord/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { Comment, CommentAnchor } from '../comments/index.js';
import { Consultation } from '../consultations/index.js';
import { cleared } from '../testing/comments.js';
import { velmora } from '../testing/world.js';
import { seedCrowd } from './crowd.js';

const world = velmora();
const plan = { slug: 'few', comments: 90, proposals: 36, organisations: 0, chapter: 'b-0064' };
let consultationId = '';
let comments: Comment[] = [];

const count = async (sql: string): Promise<number> => {
  const rows: { count: number }[] = await world.dataSource.query(`SELECT count(*)::int FROM ${sql}`, [
    consultationId,
  ]);
  return rows[0]?.count ?? 0;
};

beforeAll(async () => {
  const known = await world.dataSource.query<{ count: number }[]>(
    'SELECT count(*)::int FROM participation WHERE consultation_id = $1',
    [world.consultationId],
  );
  plan.organisations = (known[0]?.count ?? 0) + 2;
  await seedCrowd(world.services, world.projections, world.log, plan);
  const { manager } = world.dataSource;
  consultationId = (await manager.findOneByOrFail(Consultation, { slug: plan.slug })).id;
  comments = await manager.findBy(Comment, { consultationId });
}, 120_000);

describe('a crowd', () => {
  test('is as large as it was asked to be, in the one chapter', async () => {
    expect(comments).toHaveLength(plan.comments);
    expect(comments.filter(({ proposal }) => proposal !== null)).toHaveLength(plan.proposals);
    expect(new Set(comments.map(({ sectionId }) => sectionId)).size).toBe(1);
    expect(await count('participation WHERE consultation_id = $1')).toBe(plan.organisations);
    const places = await world.dataSource.manager.find(CommentAnchor);
    const placed = new Map(places.map(({ commentId, status }) => [commentId, status]));
    expect(comments.filter(({ id }) => placed.get(id) !== 'exact')).toEqual([]);
  });

  test('has what real comments have: no column of theirs is empty in what is official here', async () => {
    await cleared(world);
    const { manager } = world.dataSource;
    const real = await manager.findBy(Comment, { consultationId: world.consultationId, status: 'cleared' });
    const columns = Object.keys(real[0] ?? {}) as (keyof Comment)[];
    // Nothing was sent here.
    const always = columns.filter((one) => one !== 'sentHash' && real.every((row) => row[one] != null));
    expect(always).toEqual(expect.arrayContaining(['seal', 'number', 'clearedAt', 'clearedBy', 'folded']));
    const official = comments.filter(({ status }) => status === 'cleared');
    expect(official.length).toBeGreaterThan(10);
    expect(always.filter((column) => official.some((row) => row[column] == null))).toEqual([]);
  });

  test('numbers what is official without doubles, and each thing hangs on a comment that may have it', async () => {
    const numbers = comments.flatMap(({ number }) => number ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(comments.filter(({ clearedAt }) => clearedAt !== null).length);
    const decided = comments.filter(({ status }) => ['decided', 'acknowledged'].includes(status)).length;
    const of = (table: string) =>
      `${table} JOIN comment ON comment.id = comment_id WHERE consultation_id = $1`;
    expect(await count(`(SELECT DISTINCT comment_id FROM ${of('outcome')}) AS one`)).toBe(decided);
    for (const table of ['stance', 'reply', 'triage', 'clarification', 'outcome'])
      expect(await count(`${of(table)} AND comment.cleared_at IS NULL`), table).toBe(0);
    for (const table of ['stance', 'triage', 'evidence', 'clearance_entry'])
      expect(await count(of(table)), table).toBeGreaterThan(0);
    expect(await count('domain_event WHERE consultation_id = $1')).toBeGreaterThanOrEqual(plan.comments);
  });

  test.each(['Oren Daly', 'Brin Tolvar', 'Ode Marsh'])(
    '[T4][RL1] %s reads of it, behind the second wall, exactly what the rule lets them see',
    async (name) => {
      const standing = await world.as(name).standing(consultationId);
      const viewer = standing as Viewer | null;
      if (!viewer) throw new Error(`${name} takes no part`);
      const expected = comments.filter((row) => maySee(viewer, { ...row, domain: null }));
      const variables = { consultationId, filter: {}, first: 1, after: null };
      const found = (await world.run(world.as(name), CommentsDocument, variables)).comments;
      expect(found?.totalCount).toBe(expected.length);
      expect(expected.length).toBeLessThan(comments.length);
    },
  );
});
