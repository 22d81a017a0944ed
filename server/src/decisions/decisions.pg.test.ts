import { randomUUID } from 'node:crypto';
import { project, rebuild } from '@concord/document';
import { blockTexts } from '@concord/document/model';
import {
  CommentByIdDocument,
  DecideDocument,
  WithdrawCommentDocument,
  type OutcomeInput,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { createUpdateLog } from '../profiles/index.js';
import { BLOCK, CHAPTER, cleared, drafted, only, WORDS } from '../testing/comments.js';
import { everything, whileFailing } from '../testing/faults.js';
import { typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { Outcome } from './index.js';

const world = velmora();

/** A decision on one comment. */
type One = OutcomeInput & { key: string };
const inputOf = ({ key, ...outcome }: One) => ({ key, outcomes: [outcome] });
const decide = async (one: One, as = 'Oren Daly') =>
  (await world.run(world.as(as), DecideDocument, { input: inputOf(one) })).decide;
const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });
const noted = (commentId: string): One => ({
  key: randomUUID(),
  commentId,
  disposition: 'noted',
  reason: 'Thank you.',
});
const read = async (id: string) =>
  (await world.run(world.as('Oren Daly'), CommentByIdDocument, { id })).comment;

/** An official comment with wording, on a sentence of its own. */
const proposed = (block: string, words: string, proposal: string | null) =>
  cleared(world, { block, words, proposal });
const accepted = (commentId: string, seenWords: string | null, more: Partial<One> = {}): One => ({
  key: randomUUID(),
  commentId,
  disposition: 'accepted',
  seenWords,
  ...more,
});
const textOfBlock = async (block: string): Promise<string> =>
  blockTexts((await world.variant(CHAPTER)).content).find(({ id }) => id === block)?.text ?? '';
const textInLog = async (block: string): Promise<string> => {
  const { documentName } = await world.variant(CHAPTER);
  const { updates } = await createUpdateLog(world.dataSource, () => new Date()).load(documentName);
  return project(rebuild(updates)).blocks.find(({ id }) => id === block)?.text ?? '';
};

/** A chapter with a table. */
const TABLES = 'b-0147';

/** The first sentence of a paragraph that nobody has used yet. */
const paragraphs = ['b-0067', 'b-0068', 'b-0070', 'b-0071', 'b-0074', 'b-0076', 'b-0080', 'b-0082', 'b-0084'];
async function freshSentence(): Promise<{ block: string; words: string }> {
  for (let block = paragraphs.shift(); block; block = paragraphs.shift()) {
    const text = await textOfBlock(block);
    const words = /^.{20,}?\./.exec(text)?.[0];
    if (words) return { block, words };
  }
  throw new Error('No sentence left');
}

describe('accepting wording', () => {
  test('[DC1][T5] changes log, projection, comment and event together', async () => {
    const { block, words } = await freshSentence();
    const comment = await proposed(block, words, 'One other sentence.');
    const before = await world.variant(CHAPTER);
    const decision = only(await decide(accepted(comment.id, words)), 'Decision');
    expect(decision).toMatchObject({
      changes: [{ before: words, after: 'One other sentence.' }],
      organisation: { code: 'NMA' },
      outcomes: [{ disposition: 'accepted', stands: true, comment: { status: 'decided' } }],
    });
    const after = await world.variant(CHAPTER);
    expect(after.revision).toBe(decision.changes[0]?.revision);
    expect(after.revision).toBe(before.revision + 1);
    expect(await textOfBlock(block)).toBe(await textInLog(block));
    expect((await textOfBlock(block)).startsWith('One other sentence.')).toBe(true);
    const events: { type: string; data: { decision: string } }[] = await world.dataSource.query(
      'SELECT type, data FROM domain_event WHERE subject_id = $1 ORDER BY position DESC LIMIT 1',
      [comment.id],
    );
    expect(events).toEqual([expect.objectContaining({ type: 'comment_decided' })]);
    expect(events[0]?.data.decision).toBe(decision.id);
    const log: { person_id: string }[] = await world.dataSource.query(
      'SELECT person_id FROM document_update WHERE document_name = $1 AND seq = $2',
      [after.documentName, after.revision],
    );
    expect(log).toEqual([{ person_id: world.personId('Oren Daly') }]);
  });

  test.each([
    ['the log', 'document', 'UPDATE', 'statement'],
    ['the update', 'document_update', 'INSERT', 'statement'],
    ['the projection', 'variant', 'UPDATE', 'statement'],
    ['the anchors', 'comment_anchor', 'UPDATE', 'statement'],
    ['the decision', 'decision', 'INSERT', 'statement'],
    ['the provenance', 'provenance', 'INSERT', 'statement'],
    ['the outcome', 'outcome', 'INSERT', 'statement'],
    ['the comment', 'comment', 'UPDATE', 'statement'],
    ['the chain head', 'event_chain', 'UPDATE', 'statement'],
    ['the event', 'domain_event', 'INSERT', 'statement'],
    ['COMMIT, for the decision', 'decision', 'INSERT', 'commit'],
    ['COMMIT, for the update', 'document_update', 'INSERT', 'commit'],
  ] as const)(
    '[DC1][T5] failing at %s leaves nothing behind, and the same key then decides',
    async (_name, table, verb, at) => {
      const block = 'b-0065';
      const words = WORDS;
      const comment = await proposed(block, words, `${words} `);
      const input = accepted(comment.id, words);
      const before = await everything(world.dataSource);
      await whileFailing(world.dataSource, { table, verb, at }, async () => {
        await expect(decide(input)).rejects.toThrow('built-in fault');
      });
      expect(await everything(world.dataSource)).toEqual(before);
      expect(await decide(input)).toMatchObject({ __typename: 'Decision', changes: [{ before: words }] });
      // The space goes again, for the next row of the table.
      const { documentName } = await world.variant(CHAPTER);
      const undo = await proposed(block, `${words} `, words);
      expect(await decide(accepted(undo.id, `${words} `))).toMatchObject({ changes: [{ after: words }] });
      expect(documentName).toContain('section/');
    },
  );

  test('[DC2] the same key gives the same decision, also ten times at once', async () => {
    const { block, words } = await freshSentence();
    const comment = await proposed(block, words, 'Said once.');
    const input = accepted(comment.id, words);
    const { revision } = await world.variant(CHAPTER);
    const answers = await Promise.all(Array.from({ length: 10 }, () => decide(input)));
    expect(new Set(answers.map((answer) => only(answer, 'Decision').id)).size).toBe(1);
    expect((await world.variant(CHAPTER)).revision).toBe(revision + 1);
    expect((await textOfBlock(block)).split('Said once.').length).toBe(2);
    expect(await decide({ ...input, disposition: 'noted', reason: 'Changed my mind.' })).toEqual(
      refusal('KEY_REUSED'),
    );
  });

  test('[DC2] one key for two comments at once decides one, the other is told', async () => {
    const [first, second] = [await cleared(world), await cleared(world)];
    const key = randomUUID();
    const answers = await Promise.all([first, second].map(({ id }) => decide({ ...noted(id), key })));
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['Decision', 'Refused']);
    expect(answers).toContainEqual(refusal('KEY_REUSED'));
  });

  test('[DC3] of five moderators’ decisions at once one wins, and the others are told', async () => {
    const { block, words } = await freshSentence();
    const comment = await proposed(block, words, 'The winner’s words.');
    const answers = await Promise.all(
      ['Oren Daly', 'Lira Tavesh', 'Oren Daly', 'Lira Tavesh', 'Oren Daly'].map((name, index) =>
        decide(index === 2 ? noted(comment.id) : accepted(comment.id, words), name),
      ),
    );
    expect(answers.filter(({ __typename }) => __typename === 'Decision').length).toBe(1);
    expect(answers.filter(({ __typename }) => __typename === 'Refused')).toEqual(
      Array.from({ length: 4 }, () => refusal('ALREADY_DECIDED')),
    );
    expect(await world.dataSource.manager.countBy(Outcome, { commentId: comment.id })).toBe(1);
  });

  test('[DC1] words that have changed since the moderator looked are not replaced', async () => {
    const { block, words } = await freshSentence();
    const comment = await proposed(block, words, 'Never to be read.');
    const { documentName } = await world.variant(CHAPTER);
    const drafter = await typist(world, documentName, world.personId('Remy Falk'));
    // Committed, but not yet projected: the decision must look at the log, not at the projection.
    await drafter.type(block, 5, ' truly ');
    const before = await everything(world.dataSource);
    expect(await decide(accepted(comment.id, words))).toEqual(refusal('STALE_TEXT', 'outcomes.0.seenWords'));
    expect(await decide(accepted(comment.id, null))).toEqual(refusal('STALE_TEXT', 'outcomes.0.seenWords'));
    expect(await everything(world.dataSource)).toEqual(before);
    await world.projections.rebuild(documentName);
    const anchor = (await read(comment.id))?.anchor;
    expect(anchor?.status).toBe('text_changed');
    expect(await decide(accepted(comment.id, anchor?.words ?? ''))).toMatchObject({ changes: [{}] });
    expect(await textInLog(block)).toMatch(/^Never to be read\./);
  });

  test('[DC1][PO14] an empty proposal deletes the words, and the space that they leave over', async () => {
    const { block, words } = await freshSentence();
    const text = await textOfBlock(block);
    const comment = await proposed(block, words, '');
    expect(text.at(words.length)).toBe(' ');
    expect(await decide(accepted(comment.id, words))).toMatchObject({
      changes: [{ before: `${words} `, after: '' }],
    });
    expect(await textOfBlock(block)).toBe(text.slice(words.length + 1));
    expect(await textInLog(block)).toBe(await textOfBlock(block));
    expect((await read(comment.id))?.anchor.status).not.toBe('exact');
  });

  test('[DC1] wording across the cells of a table is refused and decides nothing', async () => {
    const { content } = await world.variant(TABLES);
    const table = blockTexts(content).find(({ type }) => type === 'table');
    if (!table) throw new Error(`No table in ${TABLES}`);
    const words = table.text.slice(0, table.text.indexOf('\t') + 3);
    const comment = await cleared(world, { section: TABLES, block: table.id, words, proposal: 'One line.' });
    const before = await everything(world.dataSource);
    expect(await decide(accepted(comment.id, words))).toEqual(refusal('INVALID_INPUT', 'outcomes.0.wording'));
    expect(await everything(world.dataSource)).toEqual(before);
    expect(await decide(noted(comment.id))).toMatchObject({ changes: [] });
  });

  test('[DC1][T3] while a drafter types, nothing waits for ever and nothing of either is lost', async () => {
    const { block, words } = await freshSentence();
    const other = await freshSentence();
    const comments = [
      await proposed(block, words, 'Decided words.'),
      await proposed(other.block, other.words, 'More decided words.'),
    ];
    const { documentName } = await world.variant(CHAPTER);
    const drafter = await typist(world, documentName, world.personId('Remy Falk'));
    const typed = Array.from({ length: 30 }, (_, index) => `<${index}>`);
    const typing = (async () => {
      for (const piece of typed) await drafter.type('b-0064', 0, piece);
    })();
    const projecting = (async () => {
      for (let round = 0; round < 10; round += 1) await world.projections.rebuild(documentName);
    })();
    const deciding = Promise.all(
      comments.map((comment, index) =>
        decide(
          accepted(comment.id, index === 0 ? words : other.words),
          index === 0 ? 'Oren Daly' : 'Lira Tavesh',
        ),
      ),
    );
    const [answers] = await Promise.all([deciding, typing, projecting]);
    expect(answers.map(({ __typename }) => __typename)).toEqual(['Decision', 'Decision']);
    const heading = await textInLog('b-0064');
    expect(typed.filter((piece) => !heading.includes(piece))).toEqual([]);
    expect(await textInLog(block)).toMatch(/^Decided words\./);
    expect(await textInLog(other.block)).toMatch(/^More decided words\./);
    await world.projections.rebuild(documentName);
    expect(await textOfBlock('b-0064')).toBe(heading);
  });
});

describe('what a decision needs', () => {
  test.each([
    ['not_accepted', { reasonCode: 'no_source' }, 'REASON_REQUIRED', 'reason'],
    ['not_accepted', { reason: '  ' }, 'REASON_REQUIRED', 'reason'],
    ['not_accepted', { reason: 'Because.' }, 'REASON_REQUIRED', 'reasonCode'],
    ['noted', {}, 'REASON_REQUIRED', 'reason'],
    ['referred', {}, 'REASON_REQUIRED', 'reason'],
    ['partially_accepted', { wording: 'x' }, 'REASON_REQUIRED', 'reason'],
    ['noted', { reason: 'x'.repeat(5_001) }, 'INVALID_INPUT', 'reason'],
    ['noted', { reason: 'a\u0000b' }, 'INVALID_INPUT', 'reason'],
    ['partially_accepted', { reason: 'x', wording: 'x'.repeat(20_001) }, 'INVALID_INPUT', 'wording'],
    ['accepted_with_modification', { reason: 'x' }, 'INVALID_INPUT', 'wording'],
    ['merged', { reason: 'x' }, 'INVALID_INPUT', 'intoId'],
    ['superseded', { reason: 'x' }, 'INVALID_INPUT', 'intoId'],
    ['withdrawn', { reason: 'x' }, 'INVALID_INPUT', 'disposition'],
    ['deferred_to_session', { reason: '' }, 'REASON_REQUIRED', 'reason'],
    ['deferred_to_session', { reason: 'x' }, 'INVALID_INPUT', 'deferral'],
    ['accepted', { key: '' }, 'INVALID_INPUT', 'key'],
    ['accepted', { key: 'k'.repeat(101) }, 'INVALID_INPUT', 'key'],
  ] as const)('%s with %o is refused', async (disposition, more, code, field) => {
    const comment = await cleared(world, { proposal: 'Proposed.' });
    const input = { key: randomUUID(), commentId: comment.id, seenWords: WORDS };
    const at = field === 'key' ? field : `outcomes.0.${field}`;
    expect(await decide({ ...input, disposition, ...more })).toEqual(refusal(code, at));
    expect((await read(comment.id))?.status).toBe('cleared');
  });

  test('a comment without a proposal is accepted without touching the text', async () => {
    const comment = await cleared(world);
    const { revision } = await world.variant(CHAPTER);
    expect(await decide(accepted(comment.id, WORDS))).toMatchObject({ changes: [] });
    expect((await world.variant(CHAPTER)).revision).toBe(revision);
  });

  test('the moderator’s own wording is applied where it is asked for', async () => {
    const comment = await cleared(world, { proposal: 'Proposed.' });
    const decision = await decide(
      accepted(comment.id, WORDS, {
        disposition: 'accepted_with_modification',
        wording: WORDS.replace('then', 'further'),
        reason: 'Shorter.',
      }),
    );
    expect(decision).toMatchObject({ changes: [{ after: WORDS.replace('then', 'further') }] });
    expect(await textOfBlock(BLOCK)).toContain('Ordinary laws further distinguish');
  });
});

describe('who decides', () => {
  test('[DP1] moderators alone; for anybody else there is nothing to decide on', async () => {
    const comment = await cleared(world, { block: 'b-0066', words: 'Basic services' });
    for (const name of ['Brin Tolvar', 'Mira Solt', 'Remy Falk', 'Ana Thorne', 'Ode Marsh'])
      expect(await decide(noted(comment.id), name), name).toEqual(refusal('NOT_FOUND'));
    expect(
      (await world.run(world.as(null), DecideDocument, { input: inputOf(noted(comment.id)) })).decide,
    ).toEqual(refusal('NOT_SIGNED_IN'));
    expect((await read(comment.id))?.status).toBe('cleared');
  });

  test('[DP1] a draft of another ministry is not there for a moderator', async () => {
    const comment = await drafted(world, { block: 'b-0066', words: 'Basic services' });
    const hidden = await decide(noted(comment.id));
    expect(hidden).toEqual(await decide(noted(randomUUID())));
    expect(hidden).toEqual(refusal('NOT_FOUND'));
  });

  test('[DP1] what was withdrawn is past deciding, and nobody is said to have decided it', async () => {
    const comment = await cleared(world, { block: 'b-0066', words: 'Basic services' });
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, {
      commentId: comment.id,
      reason: 'Ours.',
    });
    expect(await decide(noted(comment.id))).toEqual(refusal('WRONG_STATE'));
  });
});
