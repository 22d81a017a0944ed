import { expect, test } from 'vitest';
import { effectOf, matches, withComment, withEvent, withoutComment } from './live-events';
import { comment, event, listOf } from './testing';

const filter = { sectionIds: ['s1'] };

test('[LV1] an official comment of the section joins the list once, however often its event comes', () => {
  const list = listOf(comment());
  const news = event({ comment: comment({ id: 'c2' }) });
  const once = withEvent(list, news, filter, null);
  expect(once.edges.map(({ node }) => node.id)).toEqual(['c1', 'c2']);
  expect(once.totalCount).toBe(2);
  expect(withEvent(once, news, filter, null)).toBe(once);
  expect(effectOf(news, once, filter, null)).toBe('none');
});

test('[LV1] what the list shows already changes by itself: the list stays the same object', () => {
  const list = listOf(comment());
  const decided = event({ type: 'comment_decided', comment: comment({ status: 'decided' }) });
  expect(withEvent(list, decided, filter, null)).toBe(list);
});

test('[LV2] a comment that is not ours to see any more leaves, and leaves nothing behind', () => {
  const list = listOf(comment(), comment({ id: 'c2' }));
  const gone = withEvent(list, event({ type: 'comment_discarded', commentId: 'c1' }), filter, null);
  expect(gone.edges.map(({ node }) => node.id)).toEqual(['c2']);
  expect(gone.totalCount).toBe(1);
});

test('[LV2] an event about a comment we never saw changes nothing', () => {
  const list = listOf(comment());
  expect(withEvent(list, event({ commentId: 'hidden' }), filter, null)).toBe(list);
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

test('[LV3] adding and taking away what a person just did keeps the total right', () => {
  const list = withComment(listOf(), comment());
  expect(withComment(list, comment()).totalCount).toBe(1);
  expect(withoutComment(list, 'c1').totalCount).toBe(0);
  expect(withoutComment(list, 'c9')).toBe(list);
});
