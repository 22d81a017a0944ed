import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { closeCodes } from './close-codes.js';
import { deletedDigest } from './digest.js';
import { edits, historyOf } from './history.fixture.js';
import { openPlainRoom, SECTION, type, whole } from './room.fixture.js';

const isStatus = (frame: { kind: string }) => frame.kind === 'status';
const isStep2 = (frame: { kind: string }) => frame.kind === 'step2';

async function openWritten() {
  const room = openPlainRoom();
  const leyla = await room.enter('leyla');
  leyla.update(SECTION, type(leyla.doc, 'Committed words.'));
  await leyla.next(isStatus);
  const nina = await room.enter('nina');
  return { ...room, leyla, nina, heard: nina.heard.length };
}

describe('the heartbeat', () => {
  test('[SY23] who holds what the log holds is left alone', async () => {
    const { nina, heard } = await openWritten();
    nina.heartbeat(SECTION, 1);
    expect(nina.heard).toHaveLength(heard);
  });

  test('[SY23] words that got lost on the way are found out and sent again', async () => {
    const { nina, logger } = await openWritten();
    nina.heartbeat(SECTION, 1, new Y.Doc());
    expect(nina.count(isStep2)).toBe(2);
    expect(logger.records).toMatchObject([{ level: 'warn', fields: { seq: 1, personId: 'nina' } }]);
    const repaired = new Y.Doc();
    const [, again] = nina.heard.flatMap((frame) => (frame.kind === 'step2' ? [frame.bytes] : []));
    if (again) Y.applyUpdate(repaired, again);
    expect(repaired.getText('content').toJSON()).toBe('Committed words.');
  });

  test('[SY23] so is a lost deletion, which no state vector shows', async () => {
    const { leyla, nina, enter } = await openWritten();
    const stale = new Y.Doc();
    Y.applyUpdate(stale, whole(nina.doc));
    leyla.doc.getText('content').delete(0, 4);
    leyla.step2(SECTION, whole(leyla.doc));
    await leyla.next(isStatus);
    const late = await enter('nina');
    late.heartbeat(SECTION, 2);
    expect(late.count(isStep2)).toBe(1);
    late.heartbeat(SECTION, 2, stale);
    const [, again] = late.heard.flatMap((frame) => (frame.kind === 'step2' ? [frame.bytes] : []));
    if (again) Y.applyUpdate(stale, again);
    expect(stale.getText('content').toJSON()).toBe('itted words.');
  });

  test('[SY23] at another number nothing is compared; before the state was asked for neither', async () => {
    const { nina, heard, dial } = await openWritten();
    for (const seq of [0, 2]) nina.heartbeat(SECTION, seq, new Y.Doc());
    expect(nina.heard).toHaveLength(heard);
    const waiting = dial('nina');
    waiting.authenticate(SECTION, 'nina');
    await waiting.next((frame) => frame.kind === 'authenticated');
    waiting.heartbeat(SECTION, 1, new Y.Doc());
    expect(waiting.heard).toHaveLength(1);
  });

  test.each([
    ['without a state vector', { type: 'heartbeat', seq: 1, deletes: '' }, true],
    ['with a number for a state vector', { type: 'heartbeat', seq: 1, stateVector: 3, deletes: '' }, true],
    ['that is not base64', { type: 'heartbeat', seq: 1, stateVector: '%%', deletes: '' }, true],
    ['whose state vector lies', { type: 'heartbeat', seq: 1, stateVector: 'CQEB', deletes: '' }, true],
    ['of another kind', { type: 'hello' }, false],
    ['that is no object', 'heartbeat', false],
  ])('[SY10] a stateless message %s', async (_, said, closes) => {
    const { nina } = await openWritten();
    nina.stateless(SECTION, JSON.stringify(said));
    expect(nina.closed?.code ?? null).toBe(closes ? closeCodes.malformed : null);
  });

  test('[SY23] the digest of deletions is the same however a document was put together', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(edits, (script) => {
        const history = historyOf(script);
        const docs = [new Y.Doc(), new Y.Doc({ gc: false }), new Y.Doc()];
        const [one, kept, merged] = docs;
        if (!one || !kept || !merged || history.length === 0) return;
        for (const doc of [one, kept]) {
          doc.transact((transaction) => {
            for (const update of history) Y.applyUpdate(doc, update);
            transaction.local = true; // no tidying of formats
          });
        }
        merged.transact((transaction) => {
          Y.applyUpdate(merged, Y.mergeUpdates(history.toReversed()));
          transaction.local = true;
        });
        const [digest = ''] = docs.map(deletedDigest);
        seen.add(digest);
        expect(docs.map(deletedDigest)).toEqual([digest, digest, digest]);
      }),
      { seed: 20_261_121, numRuns: 100 },
    );
    expect(seen.size).toBeGreaterThan(10);
  });
});
