import { expect, test } from 'vitest';
import type { AsideText } from './aside';
import { isAtRisk } from './leave-question';

const save = { unsavedSince: null, settled: true, refused: false, savedAt: 5 };
const text: AsideText = {
  id: '1',
  at: 1,
  reason: 'taken',
  content: { type: 'doc', content: [] },
  blocks: [],
};

test.each([
  ['everything is saved', { save, aside: [], kept: 'device' }, false],
  ['something is not saved', { save: { ...save, unsavedSince: 1 }, aside: [], kept: 'device' }, true],
  ['text lies aside on the device', { save, aside: [text], kept: 'device' }, false],
  ['text lies aside and nothing is kept', { save, aside: [text], kept: 'page' }, true],
] as const)('[ED16] closing the window when %s', (_name, state, asked) => {
  expect(isAtRisk(state)).toBe(asked);
});
