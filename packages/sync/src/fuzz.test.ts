import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Frontier } from './admission.js';
import { Malformed } from './bytes.js';
import { closeCodes } from './close-codes.js';
import { forge, forgeries, honestState, hostileFrame, hostileMessages } from './hostile.fixture.js';
import { openPlainRoom, SECTION, systemClock, type, whole } from './room.fixture.js';
import { scanUpdate } from './scan.js';
import { listen } from './stock-client.fixture.js';

const seed = 20_261_121;
const frames = 30_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const isStatus = (frame: { kind: string }) => frame.kind === 'status';

/** Codes that blame the sender; anything else would mean that the hub stumbled. */
const blame: readonly number[] = [
  closeCodes.malformed,
  closeCodes.content,
  closeCodes.resync,
  closeCodes.tooMuch,
  closeCodes.tooBig,
];

function replay(rows: readonly { update: Uint8Array }[]): Y.Doc {
  const doc = new Y.Doc();
  doc.transact((transaction) => {
    for (const { update } of rows) Y.applyUpdate(doc, update);
    transaction.local = true;
  });
  return doc;
}

describe('hostile bytes', () => {
  test(`[SY10] ${frames} random, mutated and forged frames: the hub lives, others go on, the log stays sound`, async () => {
    // Faster than anybody may send, to get through all of it.
    const limits = { framesPerSecond: Infinity, bytesPerSecond: Infinity };
    const { log, dial, enter, logger, hub } = openPlainRoom({ limits });
    log.write(SECTION, honestState);
    const honest = await enter('leyla');
    const intrude = async () => {
      const client = dial('anar');
      client.authenticate(SECTION, 'anar');
      await client.next((frame) => frame.kind === 'authenticated');
      return client;
    };
    let attacker = await intrude();
    const codes = new Map<number, number>();
    let answers = 0;
    for (const [index, message] of fc.sample(hostileMessages, { seed, numRuns: frames }).entries()) {
      attacker.say(hostileFrame(message, (client) => Y.getState(honest.doc.store, client)));
      if (index % 20 === 0) await turn();
      if (attacker.closed) {
        codes.set(attacker.closed.code, (codes.get(attacker.closed.code) ?? 0) + 1);
        answers += attacker.statuses.length;
        attacker = await intrude();
      }
      if (index % 1000 === 0) {
        honest.update(SECTION, type(honest.doc, `${index} `));
        expect(await honest.next(isStatus)).toMatchObject({ accepted: true });
      }
    }
    await turn();
    expect([...codes.keys()].filter((code) => !blame.includes(code))).toEqual([]);
    // Both kinds of attack must really have been tried: refused bytes, and writes that were let through.
    expect(codes.get(closeCodes.malformed)).toBeGreaterThan(1000);
    expect(answers).toBeGreaterThan(500);
    expect(logger.records).toEqual([]);

    const logged = replay(log.rows(SECTION));
    expect([logged.store.pendingStructs, logged.store.pendingDs]).toEqual([null, null]);
    const newcomer = await enter('nina');
    expect(whole(newcomer.doc).join()).toBe(whole(logged).join());
    for (let index = 0; index < frames; index += 1000) expect(honest.text).toContain(`${index} `);
    await hub.drain();
  });

  test('[SY10] what is admitted never makes Yjs throw or wait, whatever it is built upon', () => {
    let admitted = 0;
    fc.assert(
      fc.property(fc.array(forgeries, { maxLength: 20 }), (attempts) => {
        const doc = new Y.Doc();
        Y.applyUpdate(doc, honestState);
        for (const attempt of attempts) {
          const update = forge(attempt, (client) => Y.getState(doc.store, client));
          let admission;
          try {
            admission = new Frontier(doc).admit(update, scanUpdate(update));
          } catch (error) {
            expect(error).toBeInstanceOf(Malformed);
            continue;
          }
          if (admission.kind !== 'new') continue;
          admitted += 1;
          Y.applyUpdate(doc, admission.rest);
          expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
          expect(new Frontier(doc).admit(update, scanUpdate(update)).kind).toBe('known');
        }
        // Whoever opens the document next, or reads it to the end and takes it apart, gets through as well.
        const next = new Y.Doc();
        Y.applyUpdate(next, whole(doc));
        expect([next.store.pendingStructs, next.store.pendingDs]).toEqual([null, null]);
        next.transact(() => {
          const root = next.getXmlFragment('content');
          root.delete(0, root.length);
        });
      }),
      { seed, numRuns: 2000 },
    );
    expect(admitted).toBeGreaterThan(1000);
  });

  test('[SY10] over a real socket: text, rubbish and oversized frames close it, the next client is served', async () => {
    const { hub, log } = openPlainRoom({ clock: systemClock });
    const listening = await listen(hub);
    const closes: unknown[] = [];
    for (const send of ['text', Uint8Array.of(1, 2, 3, 4), new Uint8Array(3_000_000)]) {
      const client = listening.join('anar', SECTION);
      await client.saved();
      const closed = client.next('close');
      client.socket.send(send);
      closes.push(await closed);
      client.destroy();
    }
    expect(closes).toMatchObject([
      { event: { code: 4400 } },
      { event: { code: 4400 } },
      { event: { code: 1009 } },
    ]);
    const leyla = listening.join('leyla', SECTION);
    await leyla.saved();
    leyla.write('still here');
    await leyla.happened('stateless', () => log.rows(SECTION).length === 1);
    expect(log.rows(SECTION)).toHaveLength(1);
    await listening.close();
  });
});
