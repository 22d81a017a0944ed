import { beforeEach, expect, test } from 'vitest';
import { blankText, isWorthKeeping, problemsOf, storedBegun, storedText } from './comment-text';
import { deviceStorage, forgetUnsentText, holdsUnsentText, unsentOf } from '../platform/unsent';

beforeEach(() => localStorage.clear());

test('[WR1] unsent text is kept apart by person and by consultation', () => {
  unsentOf(localStorage, 'velmora', 'sayla').write('comment/k1', { words: 'ours' });
  expect(unsentOf(localStorage, 'velmora', 'sayla').read('comment/k1')).toEqual({ words: 'ours' });
  expect(unsentOf(localStorage, 'velmora', 'ilka').read('comment/k1')).toBeNull();
  expect(unsentOf(localStorage, 'velmora', 'ilka').forms()).toEqual([]);
  expect(unsentOf(localStorage, 'other', 'sayla').forms()).toEqual([]);
});

test('[WR1] what has been acknowledged is forgotten, the rest stays', () => {
  const unsent = unsentOf(localStorage, 'velmora', 'sayla');
  unsent.write('comment/k1', 1);
  unsent.write('reply/c1', 2);
  unsent.forget('comment/k1');
  expect(unsent.forms()).toEqual(['reply/c1']);
});

test('[WR1] damaged text on the device reads as none', () => {
  localStorage.setItem('concord.unsent/velmora/sayla/comment/k1', '{"half');
  expect(unsentOf(localStorage, 'velmora', 'sayla').read('comment/k1')).toBeNull();
});

test('[WR1] a device that stores nothing still keeps text as long as the page', () => {
  const refuses = () => {
    throw new Error('blocked');
  };
  const storage = deviceStorage({
    get localStorage(): Storage {
      return refuses();
    },
    get sessionStorage(): Storage {
      return refuses();
    },
  });
  const unsent = unsentOf(storage, 'velmora', 'sayla');
  unsent.write('comment/k1', 'kept');
  expect(unsent.read('comment/k1')).toBe('kept');
  expect(unsent.forms()).toEqual(['comment/k1']);
});

test('[WR2] a begun comment comes back with its key and its words, or not at all', () => {
  const begun = {
    key: 'k1',
    target: {
      sectionId: 's1',
      language: 'az',
      blockId: 'b-1',
      start: 0,
      end: 6,
      exact: 'Sağlıq',
      revision: 4,
    },
    text: { ...blankText('az', 'Sağlamlıq'), body: 'Söz səhvdir.' },
  };
  expect(storedBegun(JSON.parse(JSON.stringify(begun)))).toEqual(begun);
  expect(storedBegun({ ...begun, target: { ...begun.target, start: '0' } })).toBeNull();
  expect(storedText({ ...begun.text, type: 'angry' })).toBeNull();
  expect(storedText(null)).toBeNull();
});

test('[WR3] what keeps a comment from being sent', () => {
  const text = blankText('en', null);
  expect(problemsOf(text, 'Health')).toEqual(['body_missing']);
  expect(problemsOf({ ...text, body: '  \n ' }, 'Health')).toEqual(['body_missing']);
  expect(problemsOf({ ...text, body: 'x'.repeat(20_000) }, 'Health')).toEqual([]);
  expect(problemsOf({ ...text, body: 'x'.repeat(20_001) }, 'Health')).toEqual(['body_too_long']);
  expect(problemsOf({ ...text, body: 'x', proposal: 'Health ' }, 'Health')).toEqual(['proposal_unchanged']);
  expect(problemsOf({ ...text, body: 'x', proposal: '' }, 'Health')).toEqual([]);
});

test('[WR1] an untouched form leaves nothing to keep', () => {
  const blank = blankText('en', 'Health');
  expect(isWorthKeeping(blank, blank)).toBe(false);
  expect(isWorthKeeping({ ...blank, proposal: 'Public health' }, blank)).toBe(true);
});

test('[WR1] leaving asks only where a person would miss something, of any consultation', () => {
  expect(holdsUnsentText(localStorage, 'sayla')).toBe(false);
  const unsent = unsentOf(localStorage, 'velmora', 'sayla');
  unsent.write('comment/k1', { key: 'k1', target: { exact: 'care' }, text: { type: 'general', body: ' ' } });
  unsent.write('withdraw/c1', '');
  expect(holdsUnsentText(localStorage, 'sayla')).toBe(false);
  unsentOf(localStorage, 'practice', 'sayla').write('reply/c2', { key: 'k2', text: 'We agree.' });
  expect(holdsUnsentText(localStorage, 'sayla')).toBe(true);
  expect(holdsUnsentText(localStorage, 'ilka')).toBe(false);
});

test('[WR1] signing out takes the text of this person off the device, and of nobody else', () => {
  unsentOf(localStorage, 'velmora', 'sayla').write('withdraw/c1', 'A mistake.');
  unsentOf(localStorage, 'velmora', 'ilka').write('withdraw/c1', 'Another one.');
  forgetUnsentText(localStorage, 'sayla');
  expect(holdsUnsentText(localStorage, 'sayla')).toBe(false);
  expect(holdsUnsentText(localStorage, 'ilka')).toBe(true);
});
