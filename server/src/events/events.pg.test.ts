import { randomUUID } from 'node:crypto';
import {
  ClearCommentDocument,
  ConsultationEventsDocument,
  DecideDocument,
  DiscardCommentDocument,
  EventsSinceDocument,
  ReplyToCommentDocument,
  VariantRevisionsDocument,
  WithdrawCommentDocument,
  type EventsSinceQuery,
} from '@concord/schema';
import fc from 'fast-check';
import { print, subscribe } from 'graphql';
import { describe, expect, test } from 'vitest';
import { currentCursor } from '../platform/events/feed.js';
import { record, transaction } from '../platform/database/transaction.js';
import { refuse } from '../platform/errors/refusal.js';
import { refusals } from '../platform/errors/registry.js';
import type { Doorbell } from '../platform/events/doorbell.js';
import type { NewEvent } from '../platform/events/event.js';
import { CHAPTER, cleared, drafted } from '../testing/comments.js';
import { served, type Client } from '../testing/served.js';
import { typist } from '../testing/typing.js';
import { audienceIn, velmora, withTypes } from '../testing/world.js';

const world = velmora();
const server = served(world);

type Event = NonNullable<EventsSinceQuery['eventsSince']>['events'][number];

const cursorOf = (name: string): Promise<string> => currentCursor(world.as(name), world.consultationId);
const audience = (name: string): Promise<string> => audienceIn(world, name);
const since = async (name: string, after: string, first = 200) => {
  const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
    consultationId: world.consultationId,
    after,
    first,
  });
  if (!eventsSince) throw new Error('Not a cursor of this person');
  return eventsSince;
};
const heardOf = async (name: string, after: string, id: string): Promise<string[]> =>
  (await since(name, after)).events.filter((event) => event.commentId === id).map(({ type }) => type);
/** An event about nothing in particular, which everybody in the consultation hears, with its number in it. */
const numbered = (n: number): NewEvent => ({
  type: 'consultation_changed',
  consultationId: world.consultationId,
  subjectId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
});

describe('the chain', () => {
  test('[T8] positions have no gap and follow commits, over parallel work with rollbacks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            events: fc.integer({ min: 0, max: 4 }),
            end: fc.constantFrom('commit', 'refuse', 'throw'),
          }),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        async (works) => {
          const [{ head: before }]: [{ head: string }] = await world.dataSource.query(
            'SELECT coalesce(max(head), 0) AS head FROM event_chain WHERE consultation_id = $1',
            [world.consultationId],
          );
          await Promise.all(
            works.map(async ({ events, end }) => {
              const ctx = world.as('Oren Daly');
              const work = transaction(ctx, async (tx) => {
                for (let n = 0; n < events; n += 1) record(tx, numbered(n));
                if (end === 'throw') throw new Error('built-in fault');
                return end === 'refuse' ? refuse(ctx, 'WRONG_STATE') : true;
              });
              await work.catch((error: unknown) => {
                if (!(error instanceof Error) || error.message !== 'built-in fault') throw error;
              });
            }),
          );
          const expected = works
            .filter(({ end }) => end === 'commit')
            .reduce((sum, { events }) => sum + events, 0);
          const rows: { position: string }[] = await world.dataSource.query(
            'SELECT position FROM domain_event WHERE consultation_id = $1 AND position > $2 ORDER BY position',
            [world.consultationId, before],
          );
          expect(rows.map(({ position }) => Number(position) - Number(before))).toEqual(
            Array.from({ length: expected }, (_, index) => index + 1),
          );
        },
      ),
      { seed: 20_261_121, numRuns: 15 },
    );
  });

  test('[T8] whoever reads along never reads past an event that comes in later', async () => {
    const cursor = await cursorOf('Ana Thorne');
    const state = { writing: true };
    const writers = Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        transaction(world.as('Oren Daly'), async (tx) => {
          record(tx, numbered(n));
          // Some hold their transaction open a little longer than others.
          await tx.manager.query('SELECT pg_sleep($1)', [(n % 5) / 200]);
        }),
      ),
    ).finally(() => {
      state.writing = false;
    });
    let at = cursor;
    let heard = 0;
    let more = true;
    while (state.writing || more) {
      const page = await since('Ana Thorne', at, 7);
      at = page.cursor;
      heard += page.events.length;
      more = page.hasMore || page.events.length > 0;
    }
    await writers;
    expect(heard).toBe(60);
  });
});

describe('who hears', () => {
  test('[EV1][T4] a draft’s life is heard in its ministry alone, then and ever after', async () => {
    const people = ['Orla Keth', 'Ilka Renn', 'Oren Daly', 'Mira Solt', 'Remy Falk', 'Ana Thorne'];
    const cursors = new Map(
      await Promise.all(people.map(async (name) => [name, await cursorOf(name)] as const)),
    );
    const { id, version } = await drafted(world);
    const gone = await drafted(world);
    await world.run(world.as('Sayla Vint'), DiscardCommentDocument, { commentId: gone.id });
    for (const name of people) {
      const cursor = cursors.get(name) ?? '';
      const own = name === 'Orla Keth';
      expect(await heardOf(name, cursor, id), name).toEqual(own ? ['comment_drafted'] : []);
      expect(await heardOf(name, cursor, gone.id), name).toEqual(
        own ? ['comment_drafted', 'comment_discarded'] : [],
      );
    }
    await world.run(world.as('Brin Tolvar'), ClearCommentDocument, { commentId: id, version });
    for (const name of people) {
      const inner = name === 'Orla Keth' ? ['comment_drafted'] : [];
      expect(await heardOf(name, cursors.get(name) ?? '', id), name).toEqual([...inner, 'comment_cleared']);
    }
  });

  test.each([
    ['secretariat', ['Oren Daly', 'Mira Solt', 'Remy Falk'], ['Ilka Renn', 'Ana Thorne', 'Ode Marsh']],
    ['government', ['Oren Daly', 'Ilka Renn'], ['Ana Thorne', 'Wyn Adair', 'Remy Falk']],
    ['participants', ['Ilka Renn', 'Ana Thorne', 'Ode Marsh', 'Remy Falk'], ['Kas Brenn']],
  ] as const)(
    '[EV1] an official comment for %s is heard by those who see it',
    async (visibility, hear, not) => {
      const cursors = new Map(
        await Promise.all([...hear, ...not].map(async (name) => [name, await cursorOf(name)] as const)),
      );
      const { id } = await cleared(world, { visibility });
      for (const name of hear)
        expect(await heardOf(name, cursors.get(name) ?? '', id), name).toEqual(['comment_cleared']);
      for (const name of not) expect(await heardOf(name, cursors.get(name) ?? '', id), name).toEqual([]);
    },
  );

  test('[EV1][T7] rights are asked at delivery: an event from before is not delivered after they are gone', async () => {
    const cursor = await cursorOf('Rafo Lindt');
    const { id } = await cleared(world);
    expect(await heardOf('Rafo Lindt', cursor, id)).toEqual(['comment_cleared']);
    await world.dataSource.query(`UPDATE comment SET visibility = 'secretariat' WHERE id = $1`, [id]);
    expect(await heardOf('Rafo Lindt', cursor, id)).toEqual([]);
  });

  test('[T4] pages are as long as asked for, whatever others keep to themselves', async () => {
    const cursor = await cursorOf('Ana Thorne');
    for (let n = 0; n < 5; n += 1) await drafted(world);
    const official = await cleared(world);
    for (let n = 0; n < 3; n += 1) await drafted(world);
    const page = await since('Ana Thorne', cursor, 1);
    expect(page.events.map(({ commentId }) => commentId)).toEqual([official.id]);
    expect(page.hasMore).toBe(false);
    const rest = await since('Ana Thorne', page.cursor, 1);
    expect([rest.events.length, rest.hasMore]).toEqual([0, false]);
  });

  test('[T8] pages of any size give the same events once each', async () => {
    const [everything, own] = [await zero('Ana Thorne'), await zero('Brin Tolvar')];
    for (const [name, start] of [
      ['Ana Thorne', everything],
      ['Brin Tolvar', own],
    ] as const) {
      const lists: string[][] = [];
      for (const size of [3, 17, 200]) {
        const found: string[] = [];
        let page = await since(name, start, size);
        found.push(...page.events.map(({ type, commentId, at }) => `${type} ${commentId} ${at}`));
        while (page.hasMore) {
          page = await since(name, page.cursor, size);
          found.push(...page.events.map(({ type, commentId, at }) => `${type} ${commentId} ${at}`));
        }
        lists.push(found);
      }
      expect(lists[0]).toEqual(lists[2]);
      expect(lists[1]).toEqual(lists[2]);
      expect(lists[2]?.length).toBeGreaterThan(10);
    }
  });

  const zero = async (name: string) =>
    world.services.cursors.seal(world.consultationId, await audience(name), 0n);

  test('[T8] a cursor of somebody else, of another consultation, or of nobody opens nothing', async () => {
    const mine = await cursorOf('Ilka Renn');
    const practice = await currentCursor(world.as('Ilka Renn'), world.practiceId);
    const ask = async (name: string, after: string) =>
      (
        await world.run(world.as(name), EventsSinceDocument, {
          consultationId: world.consultationId,
          after,
          first: 5,
        })
      ).eventsSince;
    expect(await ask('Ilka Renn', mine)).not.toBeNull();
    for (const [name, cursor] of [
      ['Dav Moric', mine],
      ['Ilka Renn', practice],
      ['Ilka Renn', `${mine.slice(0, -2)}AA`],
      ['Ilka Renn', ''],
      ['Ilka Renn', '\u0000'],
      ['Ilka Renn', 'x'.repeat(100_000)],
    ] as const)
      await expect(ask(name, cursor), cursor.slice(0, 20)).rejects.toThrow(refusals.CURSOR_INVALID.en);
  });
});

describe('the stream', () => {
  /** Collects what a socket is told; `until` resolves when it holds. */
  function listen(client: Client, after: string) {
    const heard: Event[] = [];
    const ended = Promise.withResolvers<unknown>();
    let check = (): void => undefined;
    const socket = client.socket();
    const stop = socket.subscribe<{ events: Event }>(
      {
        query: print(withTypes(ConsultationEventsDocument)),
        variables: { consultationId: world.consultationId, after },
      },
      {
        next: ({ data, errors }) => {
          if (errors) ended.resolve(errors);
          if (data) heard.push(data.events);
          check();
        },
        error: ended.resolve,
        complete: () => ended.resolve('complete'),
      },
    );
    const until = (holds: (events: readonly Event[]) => boolean): Promise<void> =>
      new Promise((resolve) => {
        check = () => {
          if (holds(heard)) resolve();
        };
        check();
      });
    return { heard, until, stop, socket, ended: ended.promise };
  }

  test('[T8] brings an official comment, a reply, a decision, a withdrawal, in order and with what they are now', async () => {
    const client = await server.enter('Ana Thorne');
    const { until, heard, socket } = listen(client, await cursorOf('Ana Thorne'));
    const { id } = await cleared(world);
    await world.run(world.as('Dav Moric'), ReplyToCommentDocument, {
      input: { key: randomUUID(), commentId: id, body: 'Noted.', language: 'en' },
    });
    await world.run(world.as('Oren Daly'), DecideDocument, {
      input: { key: randomUUID(), outcomes: [{ commentId: id, disposition: 'noted', reason: 'Thanks.' }] },
    });
    const other = await cleared(world);
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, {
      commentId: other.id,
      reason: 'Ours.',
    });
    await until((events) => events.some(({ type }) => type === 'comment_withdrawn'));
    expect(heard.map(({ type }) => type)).toEqual([
      'comment_cleared',
      'comment_replied',
      'comment_decided',
      'comment_cleared',
      'comment_withdrawn',
    ]);
    expect(heard.at(-1)?.comment).toMatchObject({ id: other.id, status: 'withdrawn', author: null });
    await socket.dispose();
  });

  test('[T8] broken off at random and taken up again at the last cursor, it has no gap and no double', async () => {
    const client = await server.enter('Ana Thorne');
    const total = 120;
    let cursor = await cursorOf('Ana Thorne');
    const got: string[] = [];
    let written = 0;
    const writing = (async () => {
      for (let n = 1; n <= total; n += 1) {
        await transaction(world.as('Oren Daly'), async (tx) => record(tx, numbered(n)));
        written = n;
        // Something that she must not hear stands in between.
        if (n % 40 === 0) await drafted(world);
      }
    })();
    let length = 3;
    while (got.length < total) {
      const { heard, until, socket } = listen(client, cursor);
      const want = Math.min(length, total - got.length);
      await until((events) => events.length >= want);
      socket.terminate();
      // Only what was heard before the line broke counts; the client stores cursor and event together.
      const kept = heard.slice(0, want);
      got.push(...kept.map(({ at, type }) => `${type} ${at}`));
      cursor = kept.at(-1)?.cursor ?? cursor;
      length = (length * 7) % 31 || 1;
    }
    await writing;
    expect(written).toBe(total);
    expect(got.length).toBe(total);
    const rest = await since('Ana Thorne', cursor);
    expect(rest.events).toEqual([]);
  });

  test('[T8] the numbers themselves, through the same stream, come each once and in order', async () => {
    const ctx = world.as('Ana Thorne');
    const stream = (await subscribe({
      schema: world.schema,
      document: ConsultationEventsDocument,
      contextValue: ctx,
      variableValues: { consultationId: world.consultationId, after: await cursorOf('Ana Thorne') },
    })) as AsyncIterableIterator<{ data: { events: Event } }>;
    const cursors: string[] = [];
    const reading = (async () => {
      for await (const { data } of stream) if (cursors.push(data.events.cursor) === 50) return;
    })();
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        transaction(world.as('Oren Daly'), async (tx) => record(tx, numbered(n))),
      ),
    );
    await reading;
    const hers = await audience('Ana Thorne');
    const positions = cursors.map((cursor) =>
      Number(world.services.cursors.open(world.consultationId, hers, cursor)),
    );
    expect(positions).toEqual(positions.map((_, index) => (positions[0] ?? 0) + index));
  });

  test('[EV1][T7] a right that ends while listening ends what is heard', async () => {
    const ctx = world.as('Tove Lisk');
    const stream = (await subscribe({
      schema: world.schema,
      document: ConsultationEventsDocument,
      contextValue: ctx,
      variableValues: { consultationId: world.consultationId, after: await cursorOf('Tove Lisk') },
    })) as AsyncIterableIterator<{ data: { events: Event } }>;
    const first = await cleared(world);
    expect((await stream.next()).value).toMatchObject({ data: { events: { commentId: first.id } } });
    await world.dataSource.query('UPDATE participation SET domains = $1 WHERE organisation_id = $2', [
      [6],
      world.organisationId('ODLA'),
    ]);
    await cleared(world);
    await transaction(world.as('Oren Daly'), async (tx) => record(tx, numbered(1)));
    // The comment of domain 1 is passed over; the next thing she hears is for everybody.
    expect((await stream.next()).value).toMatchObject({ data: { events: { type: 'consultation_changed' } } });
    await stream.return?.();
  });

  test('[T8] a listener who leaves is forgotten: unsubscribed, or cut off', async () => {
    const { doorbell } = server.app.services;
    const count = countListeners(doorbell);
    const before = count();
    const client = await server.enter('Ilka Renn');
    const first = listen(client, await cursorOf('Ilka Renn'));
    const second = listen(client, await cursorOf('Ilka Renn'));
    const revisions = client.socket();
    const revised = Promise.withResolvers<void>();
    revisions.subscribe(
      { query: print(VariantRevisionsDocument), variables: { consultationId: world.consultationId } },
      { next: () => revised.resolve(), error: revised.reject, complete: () => undefined },
    );
    await cleared(world);
    await Promise.all([
      first.until((events) => events.length > 0),
      second.until((events) => events.length > 0),
    ]);
    await expect.poll(() => count() - before).toBe(2);
    first.stop();
    second.socket.terminate();
    await revisions.dispose();
    await expect.poll(() => count() - before).toBe(0);
    await first.socket.dispose();
  });

  /** How many a ring reaches: each listener that is asked looks at the kind of the ring first. */
  function countListeners(doorbell: Doorbell): () => number {
    return () => {
      let asked = 0;
      const probe = {
        get kind() {
          asked += 1;
          return 'revision' as const;
        },
        variantId: '',
      };
      doorbell.ring(probe);
      return asked;
    };
  }

  test('[T8] with a cursor that is not theirs nobody listens to anything', async () => {
    const client = await server.enter('Ilka Renn');
    const { ended, socket } = listen(client, await cursorOf('Dav Moric'));
    expect(await ended).toMatchObject([{ extensions: { code: 'CURSOR_INVALID' } }]);
    await socket.dispose();
  });

  test('[PR1] revisions of texts are heard within one’s scope', async () => {
    const texts = [await world.variant('b-0147'), await world.variant(CHAPTER)];
    const stream = (await subscribe({
      schema: world.schema,
      document: VariantRevisionsDocument,
      contextValue: world.as('Ana Thorne'),
      variableValues: { consultationId: world.consultationId },
    })) as AsyncIterableIterator<unknown>;
    const next = stream.next();
    for (const { documentName } of texts) {
      const drafter = await typist(world, documentName);
      await drafter.change((doc) => doc.getXmlFragment('content').get(0).setAttribute('level', '1'));
      await world.projections.rebuild(documentName);
    }
    expect((await next).value).toMatchObject({ data: { revisions: { variantId: texts[1]?.id } } });
    await stream.return?.();
  });
});
