/** A blind round over every door: what others make official in it does not exist until it closes (T4, T7). */
import { randomUUID } from 'node:crypto';
import { maySee, type Viewer } from '@concord/consultation';
import { world as fixtures } from '@concord/fixtures';
import {
  AddEvidenceLinkDocument,
  ClearingDocument,
  CommentByIdDocument,
  CommentClearanceDocument,
  CommentEvidenceDocument,
  CommentModerationDocument,
  CommentsDocument,
  CommentStancesDocument,
  ConflictBoardDocument,
  ConflictsDocument,
  ConsultationEventsDocument,
  DecideDocument,
  DecisionHistoryDocument,
  EventsSinceDocument,
  ExitCheckDocument,
  InboxDocument,
  NoteOnCommentDocument,
  ReadingConsultationDocument,
  ReplyToCommentDocument,
  RoundPageDocument,
  SealOfCommentDocument,
  SettledConflictDocument,
  SettledConflictsDocument,
  SilenceRoundsDocument,
  TakeStanceDocument,
  TriageCommentDocument,
  WaitingDocument,
  type ConsultationEventsSubscription,
} from '@concord/schema';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readStanding } from '../organisations/index.js';
import { createClock } from '../platform/clock.js';
import { refusals } from '../platform/errors/registry.js';
import { currentCursor } from '../platform/events/feed.js';
import { Section } from '../profiles/index.js';
import { tellClosings } from '../rounds/index.js';
import { cleared, drafted, type CommentFields } from '../testing/comments.js';
import { DAY, fromNow, givenRound, HOUR } from '../testing/rounds.js';
import { served } from '../testing/served.js';
import { velmora, withTypes, type Operation } from '../testing/world.js';
import { Comment } from './index.js';

const world = velmora();
const server = served(world);
const everybody = fixtures().people.map(({ name }) => name);
const opensAt = fromNow(-HOUR);

/** Public Health's, for everybody; official in the blind round, with a reply. */
let hidden: CommentFields;
const cursors = new Map<string, string>();

beforeAll(async () => {
  await world.dataSource.query(
    `UPDATE comment SET cleared_at = now() - interval '2 hours' WHERE cleared_at IS NOT NULL`,
  );
  await givenRound(world, { opensAt, blind: true });
  for (const name of everybody) cursors.set(name, await currentCursor(world.as(name), world.consultationId));
  hidden = await cleared(world, { visibility: 'public', body: 'Qırmızı sərhəd wording.' });
  await world.run(world.as('Brin Tolvar'), ReplyToCommentDocument, {
    input: { key: randomUUID(), commentId: hidden.id, body: 'Our own reply.', language: 'en' },
  });
});

async function subjects() {
  const sections = new Map((await world.dataSource.manager.find(Section)).map((one) => [one.id, one.domain]));
  const rows = await world.dataSource.manager.findBy(Comment, { consultationId: world.consultationId });
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisationId,
    visibility: row.visibility,
    status: row.status,
    clearedAt: row.clearedAt,
    sectionId: row.sectionId,
    domain: sections.get(row.sectionId) ?? null,
  }));
}
const standingOf = async (name: string): Promise<Viewer> => {
  const { consultationId } = world;
  const found = await readStanding(
    world.dataSource.manager,
    world.personId(name),
    consultationId,
    new Date(),
  );
  if (!found) throw new Error(`${name} takes no part`);
  return found;
};
const isMinistrysOwn = (name: string): boolean => ['Sayla Vint', 'Orla Keth', 'Brin Tolvar'].includes(name);
const heardBy = async (name: string) => {
  const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
    consultationId: world.consultationId,
    after: cursors.get(name) ?? '',
    first: 100,
  });
  return eventsSince?.events ?? [];
};
/** Two answers to the same person, as the bytes that leave the server. */
const twins = <R, V>(name: string, document: Operation<R, V>, real: V, missing: V): Promise<string[]> =>
  Promise.all(
    [real, missing].map(async (variables) =>
      JSON.stringify(await world.ask(world.as(name), document, variables)),
    ),
  );

describe('while it is blind', () => {
  test.each(everybody)(
    '[VI9][CP3][T4] %s sees by id, in list, search, totals and counts what is the organisation’s own or older',
    async (name) => {
      const standing = await standingOf(name);
      expect(standing.blindSince).toEqual(opensAt);
      const seen = (await subjects()).filter((comment) => maySee(standing, comment));
      expect(seen.some(({ id }) => id === hidden.id)).toBe(isMinistrysOwn(name));

      const { comment } = await world.run(world.as(name), CommentByIdDocument, { id: hidden.id });
      expect(comment !== null).toBe(isMinistrysOwn(name));
      for (const filter of [{}, { search: 'qirmizi' }, { sectionIds: [hidden.section.id] }]) {
        const { comments } = await world.run(world.as(name), CommentsDocument, {
          consultationId: world.consultationId,
          first: 100,
          filter,
        });
        const ids = (comments?.edges ?? []).map(({ node }) => node.id);
        expect(ids.includes(hidden.id), JSON.stringify(filter)).toBe(isMinistrysOwn(name));
        expect(comments?.totalCount).toBe(ids.length);
        if (Object.keys(filter).length === 0) expect(ids.length).toBe(seen.length);
      }
      const { consultation } = await world.run(world.as(name), ReadingConsultationDocument, {
        slug: 'velmora-2025',
      });
      for (const section of consultation?.sections ?? []) {
        const here = seen.filter(({ sectionId }) => sectionId === section.id);
        expect(section.counts.open, section.key).toBe(
          here.filter(({ status }) => ['cleared', 'under_review'].includes(status)).length,
        );
      }
      const heard = (await heardBy(name)).filter(({ commentId }) => commentId === hidden.id);
      expect(heard.length > 0).toBe(isMinistrysOwn(name));
    },
  );

  test.each(['Oren Daly', 'Mira Solt', 'Ilka Renn', 'Remy Falk', 'Ana Thorne'])(
    '[VI9][T7] whatever %s tries with it, it is not there',
    async (name) => {
      const missing = randomUUID();
      const outcome = { disposition: 'noted', reason: 'x' } as const;
      const reply = { key: 'k', body: 'x', language: 'en' } as const;
      const pairs = [
        await twins(name, CommentByIdDocument, { id: hidden.id }, { id: missing }),
        await twins(
          name,
          DecideDocument,
          { input: { key: 'k', outcomes: [{ ...outcome, commentId: hidden.id }] } },
          { input: { key: 'k', outcomes: [{ ...outcome, commentId: missing }] } },
        ),
        await twins(
          name,
          ReplyToCommentDocument,
          { input: { ...reply, commentId: hidden.id } },
          { input: { ...reply, commentId: missing } },
        ),
      ];
      const key = randomUUID();
      const questions: readonly Operation<unknown, { id: string }>[] = [
        CommentModerationDocument,
        CommentEvidenceDocument,
        CommentClearanceDocument,
        SealOfCommentDocument,
      ];
      for (const document of questions)
        pairs.push(await twins(name, document, { id: hidden.id }, { id: missing }));
      const boards: readonly Operation<unknown, { commentId: string }>[] = [
        CommentStancesDocument,
        ConflictBoardDocument,
        DecisionHistoryDocument,
        SettledConflictDocument,
      ];
      for (const document of boards)
        pairs.push(await twins(name, document, { commentId: hidden.id }, { commentId: missing }));
      const stance = { key, language: 'en', position: 'supports', reason: null } as const;
      pairs.push(
        await twins(
          name,
          TakeStanceDocument,
          { input: { ...stance, commentId: hidden.id } },
          { input: { ...stance, commentId: missing } },
        ),
        await twins(
          name,
          TriageCommentDocument,
          { input: { commentId: hidden.id, tags: ['x'] } },
          { input: { commentId: missing, tags: ['x'] } },
        ),
        await twins(
          name,
          NoteOnCommentDocument,
          { commentId: hidden.id, body: 'x', key },
          { commentId: missing, body: 'x', key },
        ),
        await twins(
          name,
          AddEvidenceLinkDocument,
          { commentId: hidden.id, href: 'https://example.org', name: 'x' },
          { commentId: missing, href: 'https://example.org', name: 'x' },
        ),
      );
      for (const [answer, none] of pairs) expect(answer).toBe(none);
    },
  );

  test.each(['Oren Daly', 'Lira Tavesh', 'Remy Falk', 'Ilka Renn', 'Ana Thorne'])(
    '[VI9][T7] no list, board, inbox or check of %s holds it or counts it',
    async (name) => {
      const { consultationId } = world;
      const slug = 'velmora-2025';
      // A cursor of the inbox holds the moment of its first page.
      vi.useFakeTimers({ toFake: ['Date'] });
      onTestFinished(() => void vi.useRealTimers());
      const answers = async () =>
        JSON.stringify([
          await world.ask(world.as(name), ConflictsDocument, { consultationId }),
          await world.ask(world.as(name), SettledConflictsDocument, { consultationId }),
          await world.ask(world.as(name), InboxDocument, { consultationId, first: 100 }),
          await world.ask(world.as(name), ExitCheckDocument, { consultationId }),
          await world.ask(world.as(name), ClearingDocument, { consultationId, first: 100 }),
          await world.ask(world.as(name), WaitingDocument, { consultationId: world.consultationId, slug }),
          await world.ask(world.as(name), SilenceRoundsDocument, { slug }),
        ]);
      const before = await answers();
      const words = { words: 'Basic services and social protection', block: 'b-0066' } as const;
      await cleared(world, { ...words, proposal: 'One.' });
      await cleared(world, { ...words, proposal: 'Two.' }, 'Juno Karst', 'Esme Farrow');
      expect(await answers()).toBe(before);
      expect(before).not.toContain(hidden.id);
    },
  );

  test('[CP4][T4] no number is told: it would count the comments of others', async () => {
    const { comment } = await world.run(world.as('Brin Tolvar'), CommentByIdDocument, { id: hidden.id });
    expect(comment).toMatchObject({ status: 'cleared', number: null });
    const row = await world.dataSource.manager.findOneByOrFail(Comment, { id: hidden.id });
    expect(row.number).toBeGreaterThan(0);
  });

  test('[RD5] one whose time was extended stays blind when the others see', async () => {
    await givenRound(world, { opensAt, closesAt: fromNow(-1_000), blind: true });
    await world.dataSource.query(
      `INSERT INTO round_extension (id, round_id, organisation_id, closes_at, reason, granted_by, granted_at)
       SELECT $1, id, $2, now() + interval '3 days', 'x', $3, now() FROM round WHERE consultation_id = $4`,
      [randomUUID(), world.organisationId('MCP'), world.personId('Mira Solt'), world.consultationId],
    );
    expect((await standingOf('Pell Anders')).blindSince).toEqual(opensAt);
    expect((await standingOf('Ilka Renn')).blindSince).toBeNull();
    const read = async (name: string) =>
      (await world.run(world.as(name), CommentByIdDocument, { id: hidden.id })).comment;
    expect(await read('Pell Anders')).toBeNull();
    expect(await read('Ilka Renn')).not.toBeNull();
    await givenRound(world, { opensAt, blind: true });
  });
});

describe('at the closing', () => {
  let leave = (): void => undefined;
  afterAll(() => leave());
  const closings = async (): Promise<number> => {
    const [row]: { count: string }[] = await world.dataSource.query(
      `SELECT count(*) FROM domain_event WHERE type = 'round_closed'`,
    );
    return Number(row?.count);
  };

  test('[RD10][VI9] everything appears live, once, on open pages, whichever node looks', async () => {
    const labour = await server.enter('Ilka Renn');
    const { data } = await labour.graphql(RoundPageDocument, { slug: 'velmora-2025' });
    const socket = labour.socket();
    leave = () => void socket.dispose();
    const heard: string[] = [];
    let listening = (): void => undefined;
    const heardOne = new Promise<void>((resolve) => (listening = resolve));
    const closing = new Promise<void>((resolve, reject) => {
      socket.subscribe<ConsultationEventsSubscription>(
        {
          query: print(withTypes(ConsultationEventsDocument)),
          variables: { consultationId: world.consultationId, after: data?.consultation?.cursor ?? '' },
        },
        {
          next: ({ data: event }) => {
            heard.push(
              `${event?.events.type} ${event?.events.commentId === hidden.id ? 'hidden' : ''}`.trim(),
            );
            listening();
            if (event?.events.type === 'round_closed') resolve();
          },
          error: reject,
          complete: () => undefined,
        },
      );
    });
    // A cursor is of one's rights: the page listens before they change.
    await drafted(world, {}, 'Ilka Renn');
    await heardOne;
    const before = await closings();
    await givenRound(world, { opensAt, closesAt: fromNow(-1), blind: true });
    const { services, log } = world;
    const nodes = Array.from({ length: 3 }, () =>
      createClock({ services, log, now: () => new Date(), due: [tellClosings] }),
    );
    await Promise.all(nodes.map((node) => node.look()));
    await closing;
    await Promise.all(nodes.map((node) => node.look()));
    await Promise.all(nodes.map((node) => node.stop()));
    expect(heard.slice(1)).toEqual(['round_closed']);
    expect(await closings()).toBe(before + 1);

    const { comments } = await world.run(world.as('Ilka Renn'), CommentsDocument, {
      consultationId: world.consultationId,
      first: 100,
      filter: { search: 'qirmizi' },
    });
    expect(comments?.edges[0]?.node).toMatchObject({ id: hidden.id, replies: [{ body: 'Our own reply.' }] });
    expect(comments?.edges[0]?.node.number).toBeGreaterThan(0);
    // [SE3] A cursor from before is worthless: whoever slept through it reads everything anew.
    await expect(
      world.run(world.as('Ilka Renn'), EventsSinceDocument, {
        consultationId: world.consultationId,
        after: cursors.get('Ilka Renn') ?? '',
        first: 100,
      }),
    ).rejects.toThrow(refusals.CURSOR_INVALID.en);
  });

  test('[RD10] a deadline that moved is told again, the same one never', async () => {
    await givenRound(world, { opensAt: fromNow(-2 * DAY), closesAt: fromNow(-HOUR) });
    const ctx = world.as(null);
    const before = await closings();
    await tellClosings(ctx);
    await tellClosings(ctx);
    expect(await closings()).toBe(before + 1);
  });
});
