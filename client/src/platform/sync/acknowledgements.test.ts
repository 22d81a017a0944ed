import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Acknowledgements } from './acknowledgements';

function connected(): Acknowledgements {
  const acknowledgements = new Acknowledgements();
  acknowledgements.opened();
  acknowledgements.sending('whole');
  acknowledgements.answered(true, 0);
  return acknowledgements;
}

function type(acknowledgements: Acknowledgements, now: number): boolean {
  acknowledgements.edited(now);
  return acknowledgements.sending('update');
}

test('[ED1] an edit counts as saved when the server has acknowledged it, not when it was sent', () => {
  const acknowledgements = connected();
  expect(type(acknowledgements, 10)).toBe(true);
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: 10, savedAt: null });
  acknowledgements.answered(true, 15);
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: null, savedAt: 15 });
});

test('[ED1] the time of the oldest edit without an answer stands until that answer comes', () => {
  const acknowledgements = connected();
  type(acknowledgements, 10);
  type(acknowledgements, 20);
  expect(acknowledgements.facts.unsavedSince).toBe(10);
  acknowledgements.answered(true, 21);
  expect(acknowledgements.facts.unsavedSince).toBe(20);
  acknowledgements.answered(true, 22);
  expect(acknowledgements.facts.unsavedSince).toBe(null);
});

test('[ED2] after a lost connection only the whole saves what was under way', () => {
  const acknowledgements = connected();
  type(acknowledgements, 10);
  acknowledgements.closed();
  acknowledgements.answered(true, 11); // an answer of the dead connection
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: 10, settled: false });
  acknowledgements.opened();
  acknowledgements.sending('whole');
  expect(acknowledgements.facts.unsavedSince).toBe(10);
  acknowledgements.answered(true, 30);
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: null, settled: true, savedAt: 30 });
});

test('[ED2] typing while the connection comes back is held until the whole has gone, and is covered by it', () => {
  const acknowledgements = connected();
  acknowledgements.closed();
  acknowledgements.edited(10); // offline
  acknowledgements.opened();
  expect(type(acknowledgements, 20)).toBe(false);
  acknowledgements.sending('whole');
  expect(type(acknowledgements, 30)).toBe(true);
  acknowledgements.answered(true, 31);
  expect(acknowledgements.facts.unsavedSince).toBe(30);
  acknowledgements.answered(true, 32);
  expect(acknowledgements.facts.unsavedSince).toBe(null);
});

test('[ED2] an idle reconnect settles only when its whole is acknowledged', () => {
  const acknowledgements = connected();
  acknowledgements.closed();
  acknowledgements.opened();
  expect(acknowledgements.facts.settled).toBe(false);
  acknowledgements.sending('whole');
  expect(acknowledgements.facts.settled).toBe(false);
  acknowledgements.answered(true, 40);
  expect(acknowledgements.facts).toMatchObject({ settled: true, savedAt: null });
});

test('[ED3] a refused edit stays unsaved, also when a later one is accepted', () => {
  const acknowledgements = connected();
  type(acknowledgements, 10);
  type(acknowledgements, 20);
  acknowledgements.answered(false, 21);
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: 10, refused: true });
  acknowledgements.answered(true, 22);
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: 10, refused: true });
});

test('[ED3] a refused whole leaves the connection unsettled', () => {
  const acknowledgements = new Acknowledgements();
  acknowledgements.edited(1);
  acknowledgements.opened();
  acknowledgements.sending('whole');
  acknowledgements.answered(false, 2);
  expect(acknowledgements.facts).toEqual({ unsavedSince: 1, settled: false, refused: true, savedAt: null });
});

test('[ED3] a whole that is accepted later saves what was refused before', () => {
  const acknowledgements = connected();
  type(acknowledgements, 10);
  acknowledgements.answered(false, 11);
  acknowledgements.sending('whole');
  acknowledgements.answered(true, 12);
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: null, refused: false });
});

test('[ED1] an answer to nothing changes nothing', () => {
  const acknowledgements = new Acknowledgements();
  acknowledgements.edited(1);
  acknowledgements.answered(true, 2);
  expect(acknowledgements.facts).toMatchObject({ unsavedSince: 1, savedAt: null });
});

/**
 * A server that stores what reaches it, in order, unless it refuses; a wire that may break between any two steps,
 * losing frames on their way there and answers on their way back.
 */
const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant('edit' as const) },
    { weight: 4, arbitrary: fc.constant('arrive' as const) },
    { weight: 4, arbitrary: fc.constant('answer' as const) },
    { weight: 1, arbitrary: fc.constant('refuse' as const) },
    { weight: 1, arbitrary: fc.constant('break' as const) },
    { weight: 2, arbitrary: fc.constant('connect' as const) },
    { weight: 2, arbitrary: fc.constant('introduce' as const) },
  ),
  { maxLength: 80 },
);

test('[ED1] [ED2] [ED3] whatever is lost, refused or late: nothing counts as saved that the server does not have', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const client = new Acknowledgements();
      const stored = new Set<number>();
      let edits = 0;
      let now = 0;
      let up = false;
      let outgoing: number[][] = [];
      let answers: boolean[] = [];
      for (const step of script) {
        now += 1;
        if (step === 'edit') {
          edits += 1;
          client.edited(edits); // the time is the edit's number
          if (up && client.sending('update')) outgoing.push([edits]);
        } else if (step === 'connect' && !up) {
          up = true;
          client.opened();
        } else if (step === 'introduce' && up) {
          client.sending('whole');
          outgoing.push(Array.from({ length: edits }, (_, index) => index + 1));
        } else if (step === 'arrive' || step === 'refuse') {
          const frame = outgoing.shift();
          if (!frame) continue;
          if (step === 'arrive') for (const edit of frame) stored.add(edit);
          answers.push(step === 'arrive');
        } else if (step === 'answer') {
          const answer = answers.shift();
          if (answer !== undefined) client.answered(answer, now);
        } else if (step === 'break') {
          up = false;
          outgoing = [];
          answers = [];
          client.closed();
        }
        const saved = (client.facts.unsavedSince ?? edits + 1) - 1;
        for (let edit = 1; edit <= saved; edit += 1) expect(stored.has(edit)).toBe(true);
      }
      // And it does not stay unsaved for ever: one undisturbed handshake saves everything.
      client.opened();
      client.sending('whole');
      client.answered(true, now);
      expect(client.facts.unsavedSince).toBe(null);
    }),
    { numRuns: 500, seed: 20 },
  );
});
