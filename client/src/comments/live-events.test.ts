import { expect, test } from 'vitest';
import { effectOf, matches, placeOf } from './live-events';
import { listed } from './stored-list';
import { comment, event, listOf } from './testing';

const filter = { sectionIds: ['s1'] };
const stored = (...ids: string[]) => ({
  totalCount: ids.length,
  edges: ids.map((id) => ({ node: { __ref: `Comment:${id}` } })),
});
const refs = (list: ReturnType<typeof stored>) => list.edges.map(({ node }) => node.__ref);

test('[LV1] an official comment of the section joins the list once, however often its event comes', () => {
  const news = event({ comment: comment({ id: 'c2' }) });
  expect(placeOf(news, filter, null)).toBe('in');
  const once = listed(stored('c1'), 'Comment:c2', 'in');
  expect(refs(once)).toEqual(['Comment:c1', 'Comment:c2']);
  expect(once.totalCount).toBe(2);
  expect(listed(once, 'Comment:c2', 'in')).toBe(once);
  expect(effectOf(news, listOf(comment()), filter, null)).toBe('joins');
  expect(effectOf(news, listOf(comment(), comment({ id: 'c2' })), filter, null)).toBe('none');
});

test('[LV1] what the list shows already changes by itself: the list stays the same object', () => {
  const list = stored('c1');
  const decided = event({ type: 'comment_decided', comment: comment({ status: 'decided' }) });
  expect(placeOf(decided, filter, null)).toBe('in');
  expect(listed(list, 'Comment:c1', 'in')).toBe(list);
});

test('[LV2] a comment that is not ours to see any more leaves, and leaves nothing behind', () => {
  const discarded = event({ type: 'comment_discarded', commentId: 'c1' });
  expect(placeOf(discarded, filter, null)).toBe('out');
  expect(effectOf(discarded, listOf(comment()), filter, null)).toBe('leaves');
  const gone = listed(stored('c1', 'c2'), 'Comment:c1', 'out');
  expect(refs(gone)).toEqual(['Comment:c2']);
  expect(gone.totalCount).toBe(1);
});

test('[LV2] an event about a comment we never saw changes nothing', () => {
  const list = stored('c1');
  expect(listed(list, 'Comment:hidden', 'out')).toBe(list);
});

test('[LV1] a comment of another section does not join', () => {
  const other = comment({ id: 'c2', section: { __typename: 'Section', id: 's2' } });
  expect(effectOf(event({ comment: other }), listOf(), filter, null)).toBe('none');
});

test('[LV1] every part of a filter has to match', () => {
  const one = comment();
  expect(matches(one, {}, null)).toBe(true);
  expect(matches(one, { types: ['factual'], statuses: ['cleared'], languages: ['en'] }, null)).toBe(true);
  expect(matches(one, { types: ['editorial'] }, null)).toBe(false);
  expect(matches(one, { organisationIds: ['labour'] }, null)).toBe(false);
  expect(matches(one, { mine: true }, 'health')).toBe(true);
  expect(matches(one, { mine: true }, 'labour')).toBe(false);
});

test('[LV1] under a search nothing joins by itself: only the server folds three languages', () => {
  expect(matches(comment(), { search: 'number' }, null)).toBe(false);
});

test('[LV3] a comment that the filter does not name stays where a person’s own act has put it', () => {
  const other = event({ comment: comment({ id: 'c2', section: { __typename: 'Section', id: 's2' } }) });
  expect(placeOf(other, filter, null)).toBe('any');
  expect(listed(stored(), 'Comment:c2', 'in').totalCount).toBe(1);
  expect(listed({ ...stored('c1'), totalCount: 0 }, 'Comment:c1', 'out').totalCount).toBe(0);
});

test('[LV7] a comment that goes to another section with its block leaves the list of the one and joins that of the other', () => {
  const there = comment({ id: 'c1', section: { __typename: 'Section', id: 's2' } });
  for (const type of ['comment_moved', 'comment_carried'] as const) {
    const moved = event({ type, comment: there });
    expect(effectOf(moved, listOf(comment({ id: 'c1' })), { sectionIds: ['s1'] }, null)).toBe('leaves');
    expect(effectOf(moved, listOf(), { sectionIds: ['s2'] }, null)).toBe('joins');
    // A list of all sections shows it all the same, and so does one that somebody searches in.
    expect(effectOf(moved, listOf(there), {}, null)).toBe('none');
    expect(effectOf(moved, listOf(there), { search: 'health' }, null)).toBe('none');
  }
});

test('[LV7][LV2] one that went where we may not read leaves without a word', () => {
  const gone = event({ type: 'comment_moved', commentId: 'c1' });
  expect(effectOf(gone, listOf(comment({ id: 'c1' })), { sectionIds: ['s1'] }, null)).toBe('leaves');
});
