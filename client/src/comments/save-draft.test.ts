import type { DraftCommentInput } from '@concord/schema';
import { expect, test } from 'vitest';
import { textOf } from './comment-text';
import { revisionInput, saveDraft } from './save-draft';
import type { DraftPost } from './save-draft';
import { comment } from './testing';

const input = (body: string, given: Partial<DraftCommentInput> = {}): DraftCommentInput => ({
  key: 'k1',
  consultationId: 'velmora',
  target: { sectionId: 's1', language: 'en', blockId: 'b-1', start: 0, end: 6, exact: 'Health', revision: 1 },
  language: 'en',
  type: 'general',
  severity: 'minor',
  visibility: 'participants',
  body,
  proposal: null,
  ...given,
});

/** A server on which `arrived` is stored under its key. */
function post(arrived: DraftCommentInput | null) {
  const calls: string[] = [];
  const it: DraftPost = {
    draft: (given) => {
      calls.push(`draft ${given.key === 'k1' ? 'k1' : 'new'} ${given.body}`);
      const same = arrived && JSON.stringify(arrived) === JSON.stringify(given);
      return Promise.resolve(
        arrived && arrived.key === given.key && !same
          ? { failure: { code: 'KEY_REUSED', message: '', field: null } }
          : { done: comment({ id: 'c1', version: 3, body: given.body }) },
      );
    },
    revise: (given) => {
      calls.push(`revise ${given.commentId} ${given.version} ${given.body}`);
      return Promise.resolve({ done: comment({ id: given.commentId, version: 4, body: given.body }) });
    },
  };
  return { it, calls };
}

test('[WR2] a draft is sent once when nothing arrived before', async () => {
  const { it, calls } = post(null);
  await saveDraft(it, input('now'), []);
  expect(calls).toEqual(['draft k1 now']);
});

test('[WR2] an earlier attempt that arrived is revised instead of saved a second time', async () => {
  const { it, calls } = post(input('second'));
  const outcome = await saveDraft(it, input('now'), [input('first'), input('second')]);
  expect(calls).toEqual(['draft k1 now', 'draft k1 first', 'draft k1 second', 'revise c1 3 now']);
  expect('done' in outcome && outcome.done.id).toBe('c1');
});

test('[WR2] text of another language, or an attempt nobody remembers, becomes a draft of its own', async () => {
  const other = input('before', { language: 'az' });
  const { it, calls } = post(other);
  await saveDraft(it, input('now'), [other]);
  expect(calls).toEqual(['draft k1 now', 'draft new now']);
});

test('[PO13] a revision says what is asked of the text where that is another thing than before, and nothing of what was set aside', () => {
  const draft = comment({ id: 'c1', proposal: 'Other words.' });
  const text = textOf(draft);
  const plain = { commentId: 'c1', type: text.type, severity: text.severity, visibility: text.visibility };
  expect(revisionInput(draft, 4, { ...text, body: ' New. ' })).toEqual({
    ...plain,
    version: 4,
    body: 'New.',
    proposal: 'Other words.',
  });
  const about = input('').target;
  const goal = { blockId: 'b-9', words: 'The goal', sectionId: 's2' };
  const chosen = {
    ...text,
    goal,
    indicators: '1.01',
    aside: { words: 'Other words.', added: 'A paragraph.' },
    about,
  };
  expect(revisionInput(draft, 4, { ...chosen, kind: 'deletion' })).toEqual({
    ...plain,
    version: 4,
    body: text.body,
    proposal: null,
    proposalKind: 'deletion',
    target: about,
  });
  expect(revisionInput(draft, 4, { ...chosen, kind: 'move' })).toMatchObject({
    proposal: null,
    proposalKind: 'move',
    moveAfter: 'b-9',
    moveSectionId: 's2',
  });
  // Another goal alone is asked anew as well.
  const moving = comment({
    id: 'c1',
    proposalKind: 'move',
    destination: {
      __typename: 'Destination',
      blockId: 'b-8',
      words: '',
      section: { __typename: 'Section', id: 's1' },
    },
  });
  expect(revisionInput(moving, 1, textOf(moving)).proposalKind).toBeUndefined();
  expect(revisionInput(moving, 1, { ...textOf(moving), goal })).toMatchObject({
    moveAfter: 'b-9',
    target: undefined,
  });
});
