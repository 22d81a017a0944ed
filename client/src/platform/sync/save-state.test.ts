import { expect, test } from 'vitest';
import type { SaveFacts } from './acknowledgements';
import { patience, saveStateOf } from './save-state';

const settled: SaveFacts = { unsavedSince: null, settled: true, refused: false, savedAt: 1000 };

test('[ED4] saved, with the time of the last acknowledged edit', () => {
  expect(saveStateOf(settled, 99_000)).toEqual({ kind: 'saved', at: 1000 });
});

test('[ED4] saving for as long as a person need not know', () => {
  const typing = { ...settled, unsavedSince: 2000 };
  expect(saveStateOf(typing, 2000)).toEqual({ kind: 'saving' });
  expect(saveStateOf(typing, 2000 + patience - 1)).toEqual({ kind: 'saving' });
});

test('[ED4] not saved after five seconds, with or without a connection', () => {
  const typing = { ...settled, unsavedSince: 2000 };
  expect(saveStateOf(typing, 2000 + patience)).toEqual({ kind: 'notSaved', reason: 'waiting' });
  expect(saveStateOf({ ...typing, settled: false }, 2000 + patience)).toEqual({
    kind: 'notSaved',
    reason: 'offline',
  });
});

test('[ED4] a connection that has not settled never reads as saved', () => {
  expect(saveStateOf({ ...settled, settled: false }, 5000)).toEqual({ kind: 'reconnecting' });
});

test('[ED3] a refusal is told at once, and stays', () => {
  const refused = { ...settled, unsavedSince: 2000, refused: true };
  expect(saveStateOf(refused, 2001)).toEqual({ kind: 'notSaved', reason: 'refused' });
});
