import { dispositionFacts } from '@concord/consultation';
import { describe, expect, test } from 'vitest';
import { withWording } from '../comments';
import {
  blankBoard,
  choicesFor,
  issuesOf,
  outcomesOf,
  storedBoard,
  withBasis,
  withFate,
} from './board-draft';
import type { LaneWords as Lane } from './contested';
import { laneWording, contestedIn, excerpt, span, stretches, together, withLane } from './contested';

const text = 'Family reunification is open only after two years to permanent residents.';

function lane(
  id: string,
  words: string,
  proposal: string | null,
  language: Lane['target']['language'] = 'en',
): Lane {
  const start = text.indexOf(words);
  const place = { blockId: 'b-1', start, end: start + words.length, revision: 1 };
  return {
    id,
    proposal,
    proposalKind: 'words',
    destination: null,
    visibility: 'participants',
    organisation: { id: `of ${id}`, kind: 'state_body' },
    target: {
      __typename: 'Target',
      section: { __typename: 'Section', id: 's' },
      language,
      quote: { __typename: 'Quote', exact: words, prefix: '', suffix: '' },
      ...place,
    },
    anchor: { __typename: 'Anchor', status: 'exact', words, ...place },
  };
}
const a = lane('a', 'two years', 'one year');
const b = lane('b', 'only after two years', 'after three years');
const remark = lane('r', 'two years', null);
const lanes = [a, b, remark];

describe('a decision on a conflict', () => {
  test('[DE6] the chosen lane is accepted, its rivals give way to it, remarks stay open', () => {
    const draft = withBasis(blankBoard('k'), 'lane:a', lanes);
    expect(outcomesOf(draft, lanes)).toMatchObject([
      { commentId: 'a', disposition: 'accepted', intoId: null, seenWords: 'two years' },
      { commentId: 'b', disposition: 'superseded', intoId: 'a', seenWords: null },
    ]);
    expect(issuesOf(draft, lanes, null)).toEqual([{ laneId: 'b', issue: 'reason_required' }]);
    expect(issuesOf(withFate(draft, 'b', { reason: 'Less clear.' }), lanes, null)).toEqual([]);
  });

  test('[DE6] what goes into a compromise names no other comment', () => {
    const draft = withBasis(blankBoard('k'), 'compromise', lanes);
    expect(issuesOf(draft, lanes, null)).toEqual([{ laneId: null, issue: 'wording' }]);
    expect(outcomesOf(draft, lanes).map(({ disposition, intoId }) => [disposition, intoId])).toEqual([
      ['merged', null],
      ['merged', null],
      ['merged', null],
    ]);
  });

  test('[DE7] nobody is told that a comment took their place which they may not read', () => {
    const inner = { ...a, visibility: 'government' } as const;
    const choices = (of: Lane) => choicesFor('lane:a', of, [inner, b]);
    expect(choices(b)).not.toContain('superseded');
    expect(choices(b)).not.toContain('merged');
    expect(choices({ ...b, visibility: 'government' })).toContain('superseded');
    expect(choicesFor('compromise', b, [inner, b])).toContain('superseded');
    const elsewhere = { ...b, target: { ...b.target, language: 'ru' } } as const;
    expect(choices(elsewhere).slice(0, 2)).toEqual(['not_accepted', 'accepted']);
    expect(withBasis(blankBoard('k'), 'lane:a', [inner, b]).fates['b']?.disposition).toBe('not_accepted');
  });

  test('[DE4] another basis keeps every reason that was written, and what can still be chosen', () => {
    const first = withBasis(blankBoard('k'), 'lane:a', lanes);
    const written = withFate(first, 'b', { disposition: 'not_accepted', reason: 'No source.' });
    const second = withBasis(written, 'none', lanes);
    expect(second.fates['b']).toMatchObject({ disposition: 'not_accepted', reason: 'No source.' });
    expect(withBasis(second, 'lane:b', lanes).fates['b']).toMatchObject({
      disposition: 'accepted',
      reason: 'No source.',
    });
    expect(issuesOf(second, lanes, null)).toContainEqual({ laneId: 'b', issue: 'reason_code_required' });
    const bare = withFate(second, 'b', { reason: '' });
    expect(issuesOf(bare, lanes, null).filter(({ laneId }) => laneId === 'b')).toEqual([
      { laneId: 'b', issue: 'reason_required' },
      { laneId: 'b', issue: 'reason_code_required' },
    ]);
  });

  test('[DE3] nothing to choose is the organisation’s own word, and one decides on somebody', () => {
    for (const basis of ['lane:a', 'compromise', 'none'] as const)
      for (const one of lanes)
        for (const choice of choicesFor(basis, one, lanes))
          expect(choice === 'leave' || dispositionFacts[choice].givenBy === 'moderator').toBe(true);
    const left = lanes.reduce(
      (draft, { id }) => withFate(draft, id, { disposition: 'leave' }),
      withBasis(blankBoard('k'), 'none', lanes),
    );
    expect(issuesOf(left, lanes, null)).toEqual([{ laneId: null, issue: 'nobody' }]);
    expect(issuesOf(blankBoard('k'), lanes, null)).toEqual([{ laneId: null, issue: 'choose' }]);
  });

  test('[PO2] lanes that can stand beside each other can be accepted in one decision', () => {
    const beside = lane('c', 'permanent residents', 'all residents');
    const russian = lane('d', 'two years', 'один год', 'ru');
    const all = [a, b, beside, russian];
    expect(all.map((one) => choicesFor('lane:a', one, all).includes('accepted'))).toEqual([
      true,
      false,
      true,
      true,
    ]);
    const draft = withBasis(blankBoard('k'), 'lane:a', all);
    const dispositions = (given: typeof draft) =>
      outcomesOf(given, all).map(({ disposition }) => disposition);
    expect(dispositions(draft)).toEqual(['accepted', 'superseded', 'superseded', 'superseded']);
    expect(dispositions(withFate(draft, 'c', { disposition: 'accepted' }))[2]).toBe('accepted');
  });

  test('what an older page stored is taken only when it is whole', () => {
    const draft = withBasis(blankBoard('k'), 'lane:a', lanes);
    expect(storedBoard(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    for (const wrong of [
      null,
      'x',
      {},
      { key: 'k', basis: 'other', fates: {} },
      { ...draft, fates: { a: 1 } },
    ])
      expect(storedBoard(wrong)).toBeNull();
  });
});

describe('the paragraph', () => {
  test('[CF1] is cut where lanes begin and end; each stretch names those that contest it', () => {
    const found = stretches(text, contestedIn(lanes, 'en', text));
    expect(found.map((stretch) => stretch.text).join('')).toBe(text);
    expect(found.filter(({ laneIds }) => laneIds.length > 0)).toEqual([
      { text: 'only after ', laneIds: ['b'] },
      { text: 'two years', laneIds: ['a', 'b', 'r'] },
    ]);
  });

  test('[CF2] shows lanes of its own language, and only where their words are those on screen', () => {
    const russian = lane('ru', 'two years', 'y', 'ru');
    expect(contestedIn([...lanes, russian], 'en', text).map(({ laneId }) => laneId)).toEqual(['a', 'b', 'r']);
    expect(contestedIn(lanes, 'en', `Now: ${text}`)).toEqual([]);
  });

  test('[PO3] "if accepted" follows words that changed beside the proposal', () => {
    const changed = { ...b, anchor: { ...b.anchor, words: 'only after two years already' } };
    expect(laneWording(changed)).toBe('after three years already');
    const apart = { ...a, anchor: { ...a.anchor, words: 'five years' } };
    expect(laneWording(apart)).toBe('one year');
  });

  test('[PO2] several proposals that are accepted together are shown in one text', () => {
    const beside = lane('c', 'permanent residents', 'all residents');
    const contested = contestedIn([a, beside], 'en', text);
    expect(together({ text, hosts: null }, contested)).toBe(
      'Family reunification is open only after one year to all residents.',
    );
    expect(together({ text, hosts: null }, [])).toBe(text);
  });

  test('[PO14] words that would go leave no gap; what one of them wants added comes behind the text', () => {
    const going = [lane('c', 'only', ''), lane('d', 'permanent', ''), a];
    const added: Lane = { ...lane('e', text, 'And to their families.'), proposalKind: 'paragraph' };
    const block = { text, hosts: null };
    const left = 'Family reunification is open after one year to residents.';
    expect(together(block, contestedIn(going, 'en', text))).toBe(left);
    expect(together(block, contestedIn([...going, added], 'en', text))).toBe(
      `${left}\nAnd to their families.`,
    );
    const [only] = contestedIn(going, 'en', text);
    expect(only && withWording(block, only, '')).toMatchObject({ before: ' only', after: '' });
  });

  test('a long quote is shown around its change', () => {
    const long = `${'before '.repeat(30)}two years${' after'.repeat(30)}`;
    const { lead, before, after, trail } = excerpt(long, long.replace('two years', 'one year'));
    expect([before, after]).toEqual(['two years', 'one year']);
    // In whole words.
    expect(lead).toMatch(/^…(before ){6}$/);
    expect(trail).toMatch(/^( after){7}…$/);
    expect(excerpt('two', 'one')).toMatchObject({ lead: '', before: 'two', after: 'one', trail: '' });
  });

  test('a compromise takes the place of all the contested words', () => {
    const range = span(contestedIn(lanes, 'en', text));
    expect(range && withWording({ text, hosts: null }, range, 'X')).toMatchObject({
      before: 'only after two years',
      after: 'X',
    });
    expect(span([])).toBeNull();
  });

  test('a compromise that begins with a proposal has it where it stands, not where its words stand first', () => {
    const whole = lane('w', 'is open only after two years to permanent', 'is open to');
    const last = lane('l', 'o', 'a');
    const place = { ...last.anchor, start: text.indexOf('o permanent'), end: text.indexOf(' permanent') };
    const contested = contestedIn([whole, { ...last, anchor: place }], 'en', text);
    const range = span(contested);
    expect(range && withLane(text, range, contested, 'l')).toBe('is open only after two years ta permanent');
    expect(range && withLane(text, range, contested, 'w')).toBe('is open to');
    expect(range && withLane(text, range, contested, 'gone')).toBe(
      'is open only after two years to permanent',
    );
  });
});
