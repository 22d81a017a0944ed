import { randomUUID } from 'node:crypto';
import {
  commentStatuses,
  maySee,
  organisationKinds,
  roles,
  visibilities,
  type Viewer,
} from '@concord/consultation';
import { world as fixtures } from '@concord/fixtures';
import {
  ApplyImportDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  CommentsDocument,
  DecideDocument,
  DiscardCommentDocument,
  EventsSinceDocument,
  ImportPreviewDocument,
  ReadingConsultationDocument,
  ReplyToCommentDocument,
  ReviseCommentDocument,
  SectionTextDocument,
  WithdrawCommentDocument,
} from '@concord/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sectionDocumentName } from '@concord/document';
import { readStanding } from '../organisations/index.js';
import { createGatekeeper, Section } from '../profiles/index.js';
import { cleared, drafted } from '../testing/comments.js';
import { velmora, type Operation } from '../testing/world.js';
import { visibleTo } from './comments.policy.js';
import { Comment } from './index.js';

const world = velmora();
const everybody = fixtures().people.map(({ name }) => name);

/** Every comment there is, read past all rules. */
async function allComments() {
  const sections = new Map((await world.dataSource.manager.find(Section)).map((one) => [one.id, one.domain]));
  const rows = await world.dataSource.manager.findBy(Comment, { consultationId: world.consultationId });
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisationId,
    visibility: row.visibility,
    status: row.status,
    sectionId: row.sectionId,
    clearedAt: row.clearedAt,
    domain: sections.get(row.sectionId) ?? null,
  }));
}
const standingOf = async (name: string): Promise<Viewer> => {
  const standing = await readStanding(
    world.dataSource.manager,
    world.personId(name),
    world.consultationId,
    new Date(),
  );
  if (!standing) throw new Error(`${name} takes no part`);
  return standing;
};

describe('every person of Velmora and every comment', () => {
  test.each(everybody)(
    '[CP1][T4] %s sees by id, in the list, in totals and counts what the rule says',
    async (name) => {
      const standing = await standingOf(name);
      const comments = await allComments();
      const expected = comments.filter((comment) => maySee(standing, comment)).map(({ id }) => id);
      const ctx = world.as(name);
      const one = async (id: string) => (await world.run(ctx, CommentByIdDocument, { id })).comment;
      const byId = await Promise.all(comments.map(async ({ id }) => ((await one(id)) ? id : null)));
      expect(byId.filter((id) => id !== null).toSorted()).toEqual(expected.toSorted());

      const list = await world.run(world.as(name), CommentsDocument, {
        consultationId: world.consultationId,
        first: 100,
      });
      expect(list.comments?.edges.map(({ node }) => node.id).toSorted()).toEqual(expected.toSorted());
      expect(list.comments?.totalCount).toBe(expected.length);

      const { consultation } = await world.run(world.as(name), ReadingConsultationDocument, {
        slug: 'velmora-2025',
      });
      for (const section of consultation?.sections ?? []) {
        const here = comments.filter(
          ({ id, sectionId }) => sectionId === section.id && expected.includes(id),
        );
        const { open, decided, mine } = section.counts;
        expect({ open, decided, mine }, section.key).toEqual({
          open: here.filter(({ status }) => ['cleared', 'under_review'].includes(status)).length,
          decided: here.filter(({ status }) => ['decided', 'acknowledged', 'merged'].includes(status)).length,
          mine: here.filter(({ organisationId }) => organisationId === standing.organisationId).length,
        });
      }
    },
  );

  test.each(['Sayla Vint', 'Ilka Renn', 'Oren Daly', 'Remy Falk', 'Ana Thorne'])(
    '[CP2][T4] %s knows the people of the own organisation and no others',
    async (name) => {
      const standing = await standingOf(name);
      const official = await cleared(world);
      await world.run(world.as('Dav Moric'), ReplyToCommentDocument, {
        input: { key: randomUUID(), commentId: official.id, body: 'Noted.', language: 'en' },
      });
      const { comments } = await world.run(world.as(name), CommentsDocument, {
        consultationId: world.consultationId,
        first: 100,
      });
      for (const { node } of comments?.edges ?? []) {
        expect(node.author !== null).toBe(node.organisation.id === standing.organisationId);
        for (const reply of node.replies)
          expect(reply.author !== null).toBe(reply.organisation.id === standing.organisationId);
      }
      expect(comments?.edges.length).toBeGreaterThan(0);
    },
  );

  test('[CP1] an anonymous reader sees nothing at all', async () => {
    const comments = await allComments();
    const nobody = world.as(null);
    for (const { id } of comments.slice(0, 5))
      expect((await world.run(nobody, CommentByIdDocument, { id })).comment).toBeNull();
    const list = await world.run(nobody, CommentsDocument, {
      consultationId: world.consultationId,
      first: 10,
    });
    expect(list.comments).toBeNull();
    const { consultation } = await world.run(nobody, ReadingConsultationDocument, { slug: 'velmora-2025' });
    expect(consultation).toBeNull();
  });
});

describe('the rule as a WHERE clause', () => {
  test('[CP3] lets through exactly what the rule lets through, for any standing and any row', async () => {
    const { manager } = world.dataSource;
    const organisations = [randomUUID(), randomUUID()];
    const moments = [new Date('2025-06-10T09:00:00Z'), new Date('2025-06-10T12:00:00Z')];
    const standings = fc.record({
      organisationId: fc.constantFrom(...organisations),
      kind: fc.constantFrom(...organisationKinds),
      roles: fc.uniqueArray(fc.constantFrom(...roles)),
      domains: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 6 })), { nil: null }),
      blindSince: fc.constantFrom(null, ...moments),
    });
    const rows = organisations.flatMap((organisationId) =>
      visibilities.flatMap((visibility) =>
        commentStatuses.flatMap((status) =>
          [null, 1, 2, 3, 4, 5, 6].flatMap((domain) =>
            [null, ...moments].map((clearedAt) => ({
              organisationId,
              visibility,
              status,
              domain,
              clearedAt,
            })),
          ),
        ),
      ),
    );
    const runner = world.dataSource.createQueryRunner();
    try {
      await runner.query(
        'CREATE TEMPORARY TABLE subject (n int, organisation_id uuid, visibility text, status text, domain int, cleared_at timestamptz)',
      );
      await runner.query(
        `INSERT INTO subject SELECT * FROM unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])`,
        [
          rows.map((_, n) => n),
          rows.map((row) => row.organisationId),
          rows.map((row) => row.visibility),
          rows.map((row) => row.status),
          rows.map((row) => row.domain),
          rows.map((row) => row.clearedAt),
        ],
      );
      await fc.assert(
        fc.asyncProperty(standings, async (standing) => {
          const { where, parameters } = visibleTo(standing);
          const query = manager
            .createQueryBuilder(runner)
            .select('comment.n', 'n')
            .from('subject', 'comment')
            .innerJoin('subject', 'section', 'section.n = comment.n')
            .where(where, parameters);
          const found: { n: number }[] = await query.getRawMany();
          const expected = rows.flatMap((row, n) => (maySee(standing, row) ? [n] : []));
          expect(found.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(expected);
        }),
        { seed: 20_261_121, numRuns: 150 },
      );
    } finally {
      await runner.release();
    }
  });
});

describe('what one may not see is not there', () => {
  /** Two answers to the same person, as the bytes that leave the server. */
  async function twins<R, V>(name: string, document: Operation<R, V>, hidden: V, missing: V) {
    const answers = [];
    for (const variables of [hidden, missing])
      answers.push(JSON.stringify(await world.ask(world.as(name), document, variables)));
    return answers;
  }
  const strangers = ['Ilka Renn', 'Dav Moric', 'Oren Daly', 'Mira Solt', 'Remy Falk', 'Ana Thorne'];

  test.each(strangers)(
    '[CP1][T4][T7] a draft of another ministry, asked for by %s in every way',
    async (name) => {
      const { id: hidden } = await drafted(world);
      const missing = randomUUID();
      const reason = 'x';
      const revision = {
        version: 1,
        type: 'general',
        severity: 'minor',
        visibility: 'public',
        body: 'x',
      } as const;
      const pairs = [
        await twins(name, CommentByIdDocument, { id: hidden }, { id: missing }),
        await twins(
          name,
          ClearCommentDocument,
          { commentId: hidden, version: 1 },
          { commentId: missing, version: 1 },
        ),
        await twins(name, DiscardCommentDocument, { commentId: hidden }, { commentId: missing }),
        await twins(
          name,
          WithdrawCommentDocument,
          { commentId: hidden, reason },
          { commentId: missing, reason },
        ),
        await twins(
          name,
          ReviseCommentDocument,
          { input: { commentId: hidden, ...revision } },
          { input: { commentId: missing, ...revision } },
        ),
        await twins(
          name,
          ReplyToCommentDocument,
          { input: { key: 'k', commentId: hidden, body: 'x', language: 'en' } },
          { input: { key: 'k', commentId: missing, body: 'x', language: 'en' } },
        ),
        await twins(
          name,
          DecideDocument,
          { input: { key: 'k', outcomes: [{ commentId: hidden, disposition: 'noted', reason }] } },
          { input: { key: 'k', outcomes: [{ commentId: missing, disposition: 'noted', reason }] } },
        ),
        await twins(
          name,
          CommentsDocument,
          { consultationId: world.consultationId, first: 100, filter: { search: 'nothing like it' } },
          { consultationId: world.consultationId, first: 100, filter: { search: 'nothing at all like it' } },
        ),
      ];
      for (const [first, second] of pairs) expect(first).toBe(second);
      for (const [first] of pairs) expect(first).not.toContain(hidden);
      expect(
        await world.dataSource.manager.countBy(Comment, { id: hidden, status: 'draft', version: 1 }),
      ).toBe(1);
    },
  );

  test.each(['not-an-id', '', "'; DROP TABLE comment; --", '\u0000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'])(
    '[T7] an id of %j is not there either',
    async (id) => {
      const [odd, missing] = await twins('Oren Daly', CommentByIdDocument, { id }, { id: randomUUID() });
      expect(odd).toBe(missing);
      const [clear, none] = await twins(
        'Brin Tolvar',
        ClearCommentDocument,
        { commentId: id, version: 1 },
        { commentId: randomUUID(), version: 1 },
      );
      expect(clear).toBe(none);
    },
  );

  test('[T7] a consultation that one has no part in', async () => {
    await world.dataSource.query('DELETE FROM membership WHERE consultation_id = $1 AND person_id = $2', [
      world.practiceId,
      world.personId('Nera Quill'),
    ]);
    const pairs = [
      await twins('Nera Quill', ReadingConsultationDocument, { slug: 'practice' }, { slug: 'no-such' }),
      await twins(
        'Nera Quill',
        CommentsDocument,
        { consultationId: world.practiceId, first: 5 },
        { consultationId: randomUUID(), first: 5 },
      ),
      await twins(
        'Nera Quill',
        EventsSinceDocument,
        { consultationId: world.practiceId, after: 'x', first: 5 },
        { consultationId: randomUUID(), after: 'x', first: 5 },
      ),
    ];
    for (const [first, second] of pairs) expect(first).toBe(second);
  });

  test('[PR1][T7] a chapter out of scope, for an NGO', async () => {
    const [hidden, missing] = [world.sectionId('b-0147'), randomUUID()];
    const [text, none] = await twins(
      'Ana Thorne',
      SectionTextDocument,
      { id: hidden, language: 'en' },
      { id: missing, language: 'en' },
    );
    expect(text).toBe(none);
    const gatekeeper = createGatekeeper();
    for (const id of [hidden, missing])
      expect(await gatekeeper.open(sectionDocumentName(id, 'en'), '', world.as('Ana Thorne'))).toBeNull();
  });

  test('[IM1][T7] a preview of somebody else', async () => {
    const id = randomUUID();
    await world.dataSource.query(
      `INSERT INTO import_preview (id, consultation_id, person_id, language, file_name, file_hash, document, expires_at)
       VALUES ($1, $2, $3, 'en', 'secret.docx', '', '{"sections":[],"losses":[],"counts":{"blocks":0,"words":0,"footnotes":0,"tables":0}}', now() + interval '1 hour')`,
      [id, world.practiceId, world.personId('Remy Falk')],
    );
    for (const name of ['Sim Vale', 'Oren Daly', 'Ana Thorne']) {
      const [hidden, missing] = await twins(name, ImportPreviewDocument, { id }, { id: randomUUID() });
      expect(hidden).toBe(missing);
      const [apply, none] = await twins(
        name,
        ApplyImportDocument,
        { previewId: id, assignments: [] },
        { previewId: randomUUID(), assignments: [] },
      );
      expect(apply).toBe(none);
    }
    expect((await world.run(world.as('Remy Falk'), ImportPreviewDocument, { id })).importPreview?.id).toBe(
      id,
    );
  });

  test('[T7] a membership that ended ends everything at once, also for a request that has begun', async () => {
    const { id } = await drafted(world, {}, 'Orla Keth');
    const ctx = world.as('Orla Keth');
    expect((await world.run(ctx, CommentByIdDocument, { id })).comment?.id).toBe(id);
    await world.dataSource.query('UPDATE membership SET revoked_at = now() WHERE person_id = $1', [
      world.personId('Orla Keth'),
    ]);
    const { discardComment } = await world.run(ctx, DiscardCommentDocument, { commentId: id });
    expect(discardComment).toMatchObject({ __typename: 'Refused', code: 'NOT_FOUND' });
    expect((await world.run(world.as('Orla Keth'), CommentByIdDocument, { id })).comment).toBeNull();
  });
});
