import { expect, test } from 'vitest';
import { unsentOf } from '../platform/unsent';
import { blankBoard } from './board-draft';
import { leftReasons } from './left-reasons';

const fate = (reason: string) => ({
  disposition: 'superseded' as const,
  reason,
  reasonCode: null,
  deferral: null,
});

test('[WR1][DC3] what a moderator wrote for a decision that another made first is found from each of its comments', () => {
  localStorage.clear();
  const unsent = unsentOf(localStorage, 'velmora', 'lira');
  unsent.write('decide/a', { key: 'k', reason: 'Of a form of one comment.' });
  unsent.write('conflict/a', { ...blankBoard('k'), fates: { a: fate(' '), b: fate('Less clear.') } });
  unsent.write('conflict/c', { ...blankBoard('l'), fates: { c: fate('') } });
  const left = { form: 'conflict/a', reasons: [{ laneId: 'b', reason: 'Less clear.' }] };
  expect(leftReasons(unsent, 'a')).toEqual(left);
  expect(leftReasons(unsent, 'b')).toEqual(left);
  // Nothing was written, or for other comments, or it is damaged.
  expect(leftReasons(unsent, 'c')).toBeNull();
  expect(leftReasons(unsent, 'd')).toBeNull();
  unsent.write('conflict/a', 'a');
  expect(leftReasons(unsent, 'a')).toBeNull();
});
