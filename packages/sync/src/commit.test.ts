import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import { openPlainRoom, openRoom, SECTION, textOf, type, whole } from './room.fixture.js';
import { holdAppends } from './testing/held-log.js';
import { createMemoryLog } from './testing/memory-log.js';
import type { WireClient } from './wire-client.fixture.js';

const seed = 20_261_121;
const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isUpdate = (frame: { kind: string }) => frame.kind === 'update';
const isClosed = (frame: { kind: string }) => frame.kind === 'closed';
const isCommitted = (frame: { kind: string }) => frame.kind === 'committed';

/** Lets everything happen that waits for nothing but its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

function openHeldRoom() {
  const memory = createMemoryLog();
  return { memory, ...openRoom({ log: holdAppends(memory) }) };
}

describe('the way of an update into the log', () => {
  test('[SY1][SY2] nothing is acknowledged or passed on before the commit', async () => {
    const { log, memory, enter } = openHeldRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'Draft'));
    const append = await log.nextAppend();
    // A newcomer sees the committed state only.
    const nina = await enter('nina');
    expect([leyla.statuses, anar.count(isUpdate), nina.text]).toEqual([[], 0, '']);
    await append.commit();
    await leyla.next(isStatus);
    await anar.next(isUpdate);
    expect(memory.rows(SECTION).map(({ personId }) => personId)).toEqual(['leyla']);
    expect([leyla.statuses, anar.text, nina.text]).toEqual([[true], 'Draft', 'Draft']);
    expect(leyla.count(isUpdate)).toBe(0); // its own words need not come back
  });

  test('[SY4] what arrives during an append goes into the next one, each frame answered for itself', async () => {
    const { log, enter } = openHeldRoom();
    const leyla = await enter('leyla');
    for (const letter of 'abcd') leyla.update(SECTION, type(leyla.doc, letter));
    const first = await log.nextAppend();
    expect(first.batch).toHaveLength(1);
    expect(log.waiting).toBe(0);
    await first.commit();
    const second = await log.nextAppend();
    expect(second.batch).toHaveLength(3);
    expect(leyla.statuses).toEqual([true]);
    await second.commit();
    await leyla.next((frame) => frame.kind === 'committed' && frame.seq === 4);
    expect(leyla.statuses).toEqual([true, true, true, true]);
  });

  test('[SY3] updates and whole states that are sent again are acknowledged and not stored', async () => {
    const { log, enter } = openPlainRoom();
    const leyla = await enter('leyla');
    const updates = [type(leyla.doc, 'one '), type(leyla.doc, 'two ')];
    leyla.doc.getText('content').delete(0, 2);
    const state = whole(leyla.doc);
    for (const update of updates) leyla.update(SECTION, update);
    leyla.step2(SECTION, state);
    leyla.step2(SECTION, state);
    for (const update of updates) leyla.update(SECTION, update);
    for (let answers = 0; answers < 6; answers += 1) await leyla.next(isStatus);
    expect(leyla.statuses).toEqual([true, true, true, true, true, true]);
    expect(log.rows(SECTION)).toHaveLength(3);
    expect(textOf(log.rows(SECTION))).toBe('e two ');
    // Only the deletion was new in the whole state.
    expect(log.rows(SECTION).map(({ update }) => Y.decodeUpdate(update).structs.length)).toEqual([1, 1, 0]);
  });

  test('[SY3] a replay while the first copy is still being committed is not stored twice', async () => {
    const { log, memory, enter } = openHeldRoom();
    const leyla = await enter('leyla');
    const update = type(leyla.doc, 'once');
    leyla.update(SECTION, update);
    const append = await log.nextAppend();
    leyla.hangUp();
    const again = await enter('leyla');
    again.update(SECTION, update);
    again.step2(SECTION, whole(leyla.doc));
    await append.commit();
    await again.next(isStatus);
    await again.next(isStatus);
    expect(again.statuses).toEqual([true, true]);
    expect(memory.rows(SECTION)).toHaveLength(1);
  });

  test('[SY5] the right to write is asked again before each commit', async () => {
    const { log, gatekeeper, enter } = openPlainRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'may '));
    await leyla.next(isStatus);
    gatekeeper.people.delete('leyla');
    leyla.update(SECTION, type(leyla.doc, 'may not'));
    await leyla.next(isStatus);
    anar.update(SECTION, type(anar.doc, 'others go on'));
    await anar.next(isStatus);
    expect([leyla.statuses, anar.statuses]).toEqual([[true, false], [true]]);
    expect(textOf(log.rows(SECTION))).not.toContain('may not');
    expect(anar.text).not.toContain('may not');
    expect(gatekeeper.asked).toBe(3);
  });

  test('[SY5] a reader is told no, stores nothing, and may go on reading', async () => {
    const { log, gatekeeper, enter } = openPlainRoom();
    const [nina, leyla] = [await enter('nina'), await enter('leyla')];
    nina.step2(SECTION, whole(nina.doc)); // what every stock client says: nothing new
    const mine = new Y.Doc();
    for (const words of ['not ', 'mine']) nina.update(SECTION, type(mine, words));
    for (let answers = 0; answers < 3; answers += 1) await nina.next(isStatus);
    expect([nina.statuses, nina.closed]).toEqual([[true, false, false], null]);
    expect([log.rows(SECTION).length, gatekeeper.asked]).toEqual([0, 0]);
    leyla.update(SECTION, type(leyla.doc, 'read this'));
    await nina.next(isUpdate);
    expect(nina.text).toBe('read this');
  });

  test('[SY6] a failed append answers nobody; the writer reconnects and sends it again', async () => {
    const { log, memory, enter, logger } = openHeldRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'kept'));
    (await log.nextAppend()).fail();
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.unavailable });
    expect([leyla.statuses, anar.count(isUpdate), anar.closed]).toEqual([[], 0, null]);
    expect((await enter('nina')).text).toBe('');
    const again = await enter('leyla');
    again.step2(SECTION, whole(leyla.doc));
    await (await log.nextAppend()).commit();
    await anar.next(isUpdate);
    expect([again.statuses, anar.text, memory.rows(SECTION).length]).toEqual([[true], 'kept', 1]);
    expect(logger.records).toMatchObject([{ level: 'error', message: 'commit failed' }]);
  });

  test('[SY6] an append that failed after its commit is found in the log, once', async () => {
    const { log, memory, enter } = openHeldRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'stored after all'));
    await (await log.nextAppend()).commitButFail();
    await anar.next((frame) => frame.kind === 'committed' && frame.seq === 1);
    const again = await enter('leyla');
    again.step2(SECTION, whole(leyla.doc));
    await again.next(isStatus);
    expect([leyla.statuses, again.statuses]).toEqual([[], [true]]);
    expect([anar.text, anar.count(isUpdate), memory.rows(SECTION).length]).toEqual([
      'stored after all',
      1,
      1,
    ]);
  });

  test('[SY6] a replay in the batch that failed is not acknowledged either', async () => {
    const { log, enter } = openHeldRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    anar.update(SECTION, type(anar.doc, 'x'));
    const first = await log.nextAppend();
    const update = type(leyla.doc, 'twice');
    leyla.update(SECTION, update);
    anar.step2(SECTION, update); // a second tab that shares its store says the same
    await first.commit();
    const second = await log.nextAppend();
    expect(second.batch).toHaveLength(1);
    second.fail();
    await leyla.next(isClosed);
    expect([leyla.statuses, anar.statuses]).toEqual([[], [true]]);
    expect(anar.closed).toMatchObject({ code: closeCodes.unavailable });
  });

  test('[SY5] when the right can not be asked, nothing is stored or answered', async () => {
    const { log, gatekeeper, enter } = openPlainRoom();
    const leyla = await enter('leyla');
    gatekeeper.mayWrite = () => {
      throw new Error('policy store is down');
    };
    leyla.update(SECTION, type(leyla.doc, 'x'));
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.unavailable });
    expect([leyla.statuses, log.rows(SECTION)]).toEqual([[], []]);
  });

  test('[SY11] an update that builds on something unknown is refused and the client sent to resync', async () => {
    const { log, enter } = openPlainRoom();
    const leyla = await enter('leyla');
    type(leyla.doc, 'first'); // never sent
    leyla.update(SECTION, type(leyla.doc, 'second'));
    expect(await leyla.next(isClosed)).toMatchObject({ code: closeCodes.resync });
    expect([leyla.statuses, log.rows(SECTION)]).toEqual([[false], []]);
    const again = await enter('leyla');
    again.step2(SECTION, whole(leyla.doc));
    await again.next(isStatus);
    expect(textOf(log.rows(SECTION))).toBe('firstsecond');
  });

  test('[SY11] before refusing it the hub looks whether another node has committed what is missing', async () => {
    const { log, enter } = openPlainRoom();
    const leyla = await enter('leyla');
    log.write(SECTION, type(leyla.doc, 'first')); // by another node, whose ring is still on its way
    leyla.update(SECTION, type(leyla.doc, 'second'));
    await leyla.next(isStatus);
    expect([leyla.statuses, leyla.closed]).toEqual([[true], null]);
    expect(textOf(log.rows(SECTION))).toBe('firstsecond');
  });

  test('[SY1] an update sent just before the socket broke is committed all the same', async () => {
    const { log, memory, enter, hub } = openHeldRoom();
    const leyla = await enter('leyla');
    for (const words of ['last ', 'words']) leyla.update(SECTION, type(leyla.doc, words));
    const first = await log.nextAppend();
    leyla.hangUp();
    expect(hub.stats()).toMatchObject({ connections: 0, sessions: 0, documents: 1 });
    await first.commit();
    await (await log.nextAppend()).commit();
    await hub.drain();
    expect(textOf(memory.rows(SECTION))).toBe('last words');
    expect(hub.stats()).toMatchObject({ documents: 0 });
  });

  test('[SY4] the history in the log keeps everyone’s order, and every frame has one answer', async () => {
    const script = fc.array(fc.record({ by: fc.nat(2), event: fc.constantFrom('type', 'type', 'commit') }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(script, async (events) => {
        const { log, memory, enter, hub } = openHeldRoom();
        const writers = [await enter('leyla'), await enter('anar'), await enter('leyla')];
        const sent = new Map(writers.map((writer): [WireClient, string[]] => [writer, []]));
        for (const { by, event } of events) {
          if (event === 'commit') {
            await turn();
            if (log.waiting > 0) await (await log.nextAppend()).commit();
            continue;
          }
          const writer = writers[by];
          if (!writer) continue;
          const update = type(writer.doc, String(by));
          sent.get(writer)?.push(update.join());
          writer.update(SECTION, update);
        }
        const drained = hub.drain().then(() => null);
        for (;;) {
          const append = await Promise.race([log.nextAppend(), drained]);
          if (!append) break;
          await append.commit();
        }

        const rows = memory.rows(SECTION).map(({ update }) => update.join());
        expect(rows).toHaveLength([...sent.values()].flat().length);
        for (const [writer, updates] of sent) {
          expect(writer.statuses).toEqual(updates.map(() => true));
          expect(rows.filter((row) => updates.includes(row))).toEqual(updates);
          expect(writer.text).toBe(textOf(memory.rows(SECTION)));
        }
      }),
      { seed, numRuns: 100 },
    );
  });
});

describe('what a reader has been told', () => {
  test('[SY9] who has not asked for the state yet is told of no commit', async () => {
    const { enter, dial } = openPlainRoom();
    const [leyla, waiting] = [await enter('leyla'), dial('nina')];
    waiting.authenticate(SECTION, 'nina');
    await waiting.next((frame) => frame.kind === 'authenticated');
    leyla.update(SECTION, type(leyla.doc, 'before it asks'));
    await leyla.next((frame) => frame.kind === 'committed' && frame.seq === 1);
    expect(waiting.heard).toHaveLength(1);
    waiting.step1(SECTION);
    expect(waiting.heard.map((frame) => frame.kind)).toEqual([
      'authenticated',
      'step2',
      'step1',
      'committed',
    ]);
    expect([waiting.text, waiting.heard.at(-1)]).toMatchObject(['before it asks', { seq: 1 }]);
  });
});

describe('rows written by others', () => {
  test('[SY8] a ring makes the hub read the log and pass it on', async () => {
    const { log, doorbell, enter } = openPlainRoom();
    const nina = await enter('nina');
    const seq = log.write(SECTION, type(new Y.Doc(), 'A decision'));
    doorbell.ring(SECTION, seq);
    await nina.next((frame) => frame.kind === 'committed' && frame.seq === 1);
    expect(nina.text).toBe('A decision');
  });

  test('[SY8] rings of own commits, early, late and repeated, neither double nor skip anything', async () => {
    const { log, memory, doorbell, enter } = openHeldRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'mine'));
    const append = await log.nextAppend();
    doorbell.ring(SECTION, 1); // the bus may be faster than the answer of the database
    await append.commit();
    doorbell.ring(SECTION, 1);
    await anar.next((frame) => frame.kind === 'committed' && frame.seq === 1);
    doorbell.ring(SECTION, 1);
    const seq = memory.write(SECTION, type(new Y.Doc(), 'theirs '));
    doorbell.ring(SECTION, seq);
    await anar.next((frame) => frame.kind === 'committed' && frame.seq === 2);
    expect(anar.count(isUpdate)).toBe(2);
    expect(anar.text).toContain('mine');
    expect(anar.text).toContain('theirs');
  });

  test('[SY8] rows of another node between two own ones are read before the seq is promised', async () => {
    const memory = createMemoryLog();
    const log = holdAppends(memory);
    const deaf = { ring() {}, onRing: () => () => {} }; // not even its own rings come back
    const { enter } = openRoom({ log, doorbell: deaf });
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    leyla.update(SECTION, type(leyla.doc, 'mine'));
    const append = await log.nextAppend();
    memory.write(SECTION, type(new Y.Doc(), 'theirs '));
    await append.commit(); // has seq 2, and nobody rang for 1
    await anar.next((frame) => frame.kind === 'committed' && frame.seq === 2);
    expect(anar.text).toHaveLength('minetheirs '.length);
    expect(anar.heard.filter(isCommitted)).toMatchObject([{ seq: 0 }, { seq: 2 }]);
    // Each of the two words once, in a frame of its own.
    const frames = anar.heard.flatMap((frame) =>
      frame.kind === 'update' ? [Y.decodeUpdate(frame.bytes)] : [],
    );
    expect(frames.map(({ structs }) => structs.length)).toEqual([1, 1]);
    expect([leyla.statuses, leyla.count(isUpdate)]).toEqual([[true], 1]);
  });

  test('[SY8] a ring for something the log does not have is answered once, not for ever', async () => {
    const { log, doorbell, enter, hub } = openPlainRoom();
    let reads = 0;
    const { since } = log;
    log.since = (name, seq) => {
      reads += 1;
      return since(name, seq);
    };
    await enter('nina');
    doorbell.ring(SECTION, 99);
    await hub.drain();
    expect(reads).toBe(1);
  });

  test('[SY8] a ring while the document is being loaded is not lost', async () => {
    const { log, doorbell, dial } = openPlainRoom();
    const [started, loading] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { load } = log;
    log.load = async (name) => {
      const state = await load(name);
      started.resolve();
      await loading.promise; // read before the row below was written
      return state;
    };
    const nina = dial('nina');
    nina.authenticate(SECTION, 'nina');
    await started.promise;
    doorbell.ring(SECTION, log.write(SECTION, type(new Y.Doc(), 'just now')));
    loading.resolve();
    nina.step1(SECTION);
    await nina.next((frame) => frame.kind === 'committed' && frame.seq === 1);
    expect(nina.text).toBe('just now');
  });

  test('[SY8] when the log can not be read, everyone is sent away and the next one reads it afresh', async () => {
    const { log, doorbell, enter, logger } = openPlainRoom();
    const nina = await enter('nina');
    const seq = log.write(SECTION, type(new Y.Doc(), 'later'));
    const { since } = log;
    log.since = async () => {
      throw new Error('the database is away');
    };
    doorbell.ring(SECTION, seq);
    expect(await nina.next(isClosed)).toMatchObject({ code: closeCodes.unavailable });
    log.since = since;
    expect((await enter('nina')).text).toBe('later');
    expect(logger.records).toHaveLength(1);
  });

  test('[SY16] memory holds what the log holds, also where Yjs would tidy formatting up', async () => {
    const { log, enter } = openPlainRoom();
    const [leyla, anar] = [await enter('leyla'), await enter('anar')];
    const paragraph = new Y.XmlText('formatted');
    leyla.doc.getXmlFragment('rich').insert(0, [paragraph]);
    leyla.step2(SECTION, whole(leyla.doc));
    await anar.next(isUpdate);
    // Both make the same words bold at the same time: one pair of marks is left over.
    for (const client of [leyla, anar]) {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, whole(leyla.doc));
      const words = copy.getXmlFragment('rich').get(0);
      if (words instanceof Y.XmlText) words.format(0, 4, { bold: {} });
      client.step2(SECTION, whole(copy));
    }
    await Promise.all([leyla.next(isStatus), leyla.next(isStatus), anar.next(isStatus)]);
    const fresh = await enter('nina');
    const served = fresh.heard.flatMap((frame) => (frame.kind === 'step2' ? [frame.bytes] : []));
    const replayed = new Y.Doc();
    replayed.transact((transaction) => {
      for (const { update } of log.rows(SECTION)) Y.applyUpdate(replayed, update);
      transaction.local = true;
    });
    expect(served.map((bytes) => [...bytes])).toEqual([[...whole(replayed)]]);
  });
});
