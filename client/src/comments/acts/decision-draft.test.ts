import { expect, test } from 'vitest';
import { blankDecision, issuesOf, storedDecision, wordingOf } from './decision-draft';
import { anchor, comment } from '../testing';

const proposes = comment({ proposal: 'Public health' });
const draft = blankDecision('k1', proposes);

test('[DF2] accepting puts the proposal itself; modifying puts the moderator’s words; else the text stays', () => {
  expect(wordingOf({ ...draft, disposition: 'accepted', wording: 'other' }, proposes)).toBe('Public health');
  expect(wordingOf({ ...draft, disposition: 'accepted_with_modification', wording: 'other' }, proposes)).toBe(
    'other',
  );
  expect(wordingOf({ ...draft, disposition: 'not_accepted', wording: 'other' }, proposes)).toBeNull();
  expect(wordingOf({ ...draft, disposition: 'accepted' }, comment())).toBeNull();
  expect(wordingOf({ ...draft, disposition: 'partially_accepted', wording: ' ' }, comment())).toBeNull();
});

test('[DF2] nothing is put where the words are gone', () => {
  const gone = comment({ proposal: 'Public health', anchor: anchor('orphaned', { words: null }) });
  expect(wordingOf({ ...draft, disposition: 'accepted' }, gone)).toBeNull();
});

test('[DF3] a decision needs a disposition, and a reason unless it accepts', () => {
  expect(issuesOf(draft, proposes)).toEqual(['choose']);
  expect(issuesOf({ ...draft, disposition: 'accepted' }, proposes)).toEqual([]);
  expect(issuesOf({ ...draft, disposition: 'noted' }, proposes)).toEqual(['reason_required']);
  expect(issuesOf({ ...draft, disposition: 'not_accepted', reason: 'No.' }, proposes)).toEqual([
    'reason_code_required',
  ]);
  expect(issuesOf({ ...draft, disposition: 'not_accepted' }, proposes)).toEqual([
    'reason_required',
    'reason_code_required',
  ]);
});

test('[DF3] a modification that modifies nothing is refused: the ministry would be told something untrue', () => {
  const unchanged = { ...draft, disposition: 'accepted_with_modification', reason: 'Yes.' } as const;
  expect(issuesOf(unchanged, proposes)).toEqual(['wording_same_as_proposal']);
  expect(issuesOf({ ...unchanged, wording: 'Health of all' }, proposes)).toEqual([]);
});

test('[DE9] what is put off needs to whom and until when; what is not carries nothing of it', () => {
  const put = { ...draft, disposition: 'deferred', reason: 'After the census.' } as const;
  expect(issuesOf(put, proposes)).toEqual(['deferral']);
  const filled = { whom: '', group: '', day: '', given: null };
  expect(issuesOf({ ...put, deferral: filled }, proposes)).toEqual(['deferral']);
  const given = { to: 'session', until: '2030-01-02T00:00:00.000Z' } as const;
  expect(issuesOf({ ...put, deferral: { ...filled, given } }, proposes)).toEqual([]);
});

test('[WR1] a decision begun before a reload comes back', () => {
  const deferral = { whom: 'group', group: 'Data', day: '2030-01-01', given: null };
  const begun = { ...draft, disposition: 'noted', reason: 'Half a', deferral } as const;
  expect(storedDecision(JSON.parse(JSON.stringify(begun)))).toEqual(begun);
  expect(storedDecision({ ...begun, disposition: 'crushed' })).toEqual({ ...begun, disposition: null });
  expect(storedDecision('x')).toBeNull();
});
