import { randomUUID } from 'node:crypto';
import {
  AcknowledgeDecisionDocument,
  ChangesDocument,
  DecideDocument,
  ExitCheckDocument,
  FreezeVersionDocument,
  OriginDocument,
  VersionsDocument,
} from '@concord/schema';
import { blockTexts } from '@concord/document/model';
import { beforeAll, expect, test } from 'vitest';
import { readStanding } from '../organisations/index.js';
import { createAppendRight, createGatekeeper, createUpdateLog } from '../profiles/index.js';
import { cleared, CHAPTER, only } from '../testing/comments.js';
import { served } from '../testing/served.js';
import { signedIn } from '../testing/sessions.js';
import { textOf, typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { Version } from './versions.entity.js';
import { isIntact } from './versions.service.js';

// In the order of a consultation's life: each test goes on from the one before.
const world = velmora();
const server = served(world);

const WORDS = 'Ordinary laws then distinguish by residence title.';
const BLOCK = 'b-0065';

const freeze = async (as: string | null, key: string = randomUUID(), consultationId = world.consultationId) =>
  (await world.run(world.as(as), FreezeVersionDocument, { consultationId, key })).freezeVersion;
const changes = async (as: string, from: number, to: number | null = null) =>
  (
    await world.run(world.as(as), ChangesDocument, {
      consultationId: world.consultationId,
      language: 'en',
      from,
      to,
    })
  ).changes;
const examined = async (as: string) =>
  (await world.run(world.as(as), ExitCheckDocument, { consultationId: world.consultationId })).exitCheck;
const containing = (words: string): unknown => expect.stringContaining(words);
const commentOf = (id: string): unknown => expect.objectContaining({ id });
const refusal = (code: string): unknown => expect.objectContaining({ __typename: 'Refused', code });
const typed = async (words: string): Promise<void> => {
  const { documentName } = await world.variant(CHAPTER);
  await (await typist(world, documentName, world.personId('Remy Falk'))).type(BLOCK, 0, words);
};

beforeAll(() => signedIn(world, 'Remy Falk'));

test.each(['Sayla Vint', 'Brin Tolvar', 'Oren Daly', 'Kas Brenn', null])(
  '[VE1] %s cannot freeze, and is told what everybody is told',
  async (name) => {
    expect(await freeze(name)).toEqual(refusal(name === null ? 'NOT_SIGNED_IN' : 'NOT_FOUND'));
  },
);

test('[VE1] a profile without a text has nothing to freeze', async () => {
  expect(await freeze('Remy Falk', randomUUID(), world.practiceId)).toEqual(refusal('WRONG_STATE'));
});

test('[VE1] what was acknowledged a moment before is in the version, projected or not; one key freezes once', async () => {
  await typed('Typed last. ');
  const key = randomUUID();
  const version = only(await freeze('Remy Falk', key), 'Version');
  expect(version).toMatchObject({ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(await freeze('Remy Falk', key)).toMatchObject({ id: version.id });
  const [text]: [{ seq: number; content: unknown; head: number }] = await world.dataSource.query(
    `SELECT text.seq, text.content, document.seq AS head FROM version_text text
       JOIN variant ON variant.section_id = text.section_id AND variant.language = text.language
       JOIN document ON document.name = variant.document_name
      WHERE text.section_id = $1 AND text.language = 'en'`,
    [world.sectionId(CHAPTER)],
  );
  expect(JSON.stringify(text.content)).toContain('Typed last. ');
  expect(text.seq).toBe(text.head);
});

test('[VE4] a text that did not change is not frozen again', async () => {
  expect(await freeze('Mira Solt')).toEqual(refusal('WRONG_STATE'));
});

test('[VE3] the hash can be made again from what is stored, and shows a change of one letter', async () => {
  const { manager } = world.dataSource;
  const version = await manager.findOneByOrFail(Version, { consultationId: world.consultationId, number: 1 });
  expect(await isIntact(world.as(null), version)).toBe(true);
  const tamper = (from: string, to: string) =>
    manager.query(
      `UPDATE version_text SET content = replace(content::text, $1, $2)::jsonb WHERE section_id = $3`,
      [from, to, world.sectionId(CHAPTER)],
    );
  await tamper('Typed last. ', 'Typed Last. ');
  expect(await isIntact(world.as(null), version)).toBe(false);
  expect(await examined('Oren Daly')).toMatchObject({ intact: false });
  await tamper('Typed Last. ', 'Typed last. ');
});

test('[VE2][T6] after the freeze nobody types, at the socket’s door and inside the commit alike', async () => {
  const { documentName } = await world.variant(CHAPTER);
  const gate = createGatekeeper();
  const ctx = world.as('Remy Falk');
  expect(await gate.open(documentName, '', ctx)).toMatchObject({ write: false });
  expect(await gate.mayWrite(documentName, ctx)).toBe(false);
  const now = () => new Date();
  const log = createUpdateLog(world.dataSource, now, { right: createAppendRight(readStanding, now) });
  const row = { update: Uint8Array.of(0, 0), personId: world.personId('Remy Falk') };
  await expect(log.append(documentName, [row])).rejects.toThrow(/may not write any more/);
  const drafter = await server.enter('Remy Falk');
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.of(1)]), 'profile.docx');
  const answer = await drafter.fetch(`/files/imports?consultation=${world.consultationId}&language=en`, {
    method: 'POST',
    body: form,
  });
  expect(answer.status).toBe(404);
});

test('[VE5][T6] a decision still changes the text; the change names its comment to those who may see it', async () => {
  const comment = await cleared(world, { block: BLOCK, words: WORDS, proposal: 'Other laws distinguish.' });
  const input = {
    key: randomUUID(),
    outcomes: [{ commentId: comment.id, disposition: 'accepted' as const, seenWords: WORDS }],
  };
  only((await world.run(world.as('Oren Daly'), DecideDocument, { input })).decide, 'Decision');
  for (const reader of ['Oren Daly', 'Ilka Renn', 'Remy Falk']) {
    expect(await changes(reader, 1)).toMatchObject([
      {
        section: { key: CHAPTER },
        blocks: [
          {
            blockId: BLOCK,
            kind: 'changed',
            before: containing(WORDS),
            after: containing('Other laws distinguish.'),
            comments: [{ id: comment.id, outcome: { disposition: 'accepted' } }],
          },
        ],
      },
    ]);
  }
});

test('[VE7] words lead back to their decision, also after edits around them; others to the version', async () => {
  const text = blockTexts((await world.variant(CHAPTER)).content).find(({ id }) => id === BLOCK)?.text ?? '';
  const origin = async (words: string, as = 'Ilka Renn') => {
    const start = text.indexOf(words);
    const sectionId = world.sectionId(CHAPTER);
    const variables = {
      sectionId,
      language: 'en' as const,
      blockId: BLOCK,
      start,
      end: start + words.length,
    };
    return (await world.run(world.as(as), OriginDocument, variables)).origin;
  };
  expect(await origin('laws distinguish')).toMatchObject({
    unchangedSince: null,
    changes: [
      {
        before: WORDS,
        after: 'Other laws distinguish.',
        decision: { outcomes: [{ disposition: 'accepted', comment: { organisation: { code: 'MPH' } } }] },
      },
    ],
  });
  expect(await origin('Typed last.')).toMatchObject({ unchangedSince: { number: 1 }, changes: [] });
  expect(await origin('laws distinguish', 'Kas Brenn')).toBeNull();
});

test('[DC7][T6] a drafter corrects the frozen text by a decision with a reason; nobody else of the ministries does', async () => {
  const { content, revision } = await world.variant(CHAPTER);
  const text = blockTexts(content).find(({ id }) => id === BLOCK)?.text ?? '';
  const start = text.indexOf('Typed last.');
  const correct = async (as: string, reason: string | null = 'A slip of the pen.') => {
    const target = {
      sectionId: world.sectionId(CHAPTER),
      language: 'en' as const,
      blockId: BLOCK,
      start,
      end: start + 'Typed last.'.length,
      exact: 'Typed last.',
      revision,
    };
    const input = {
      key: randomUUID(),
      outcomes: [],
      changes: [{ target, wording: 'Typed at last.' }],
      reason,
    };
    return (await world.run(world.as(as), DecideDocument, { input })).decide;
  };
  for (const name of ['Sayla Vint', 'Brin Tolvar', 'Ilka Renn', 'Mira Solt', 'Kas Brenn'])
    expect(await correct(name), name).toEqual(refusal('NOT_FOUND'));
  expect(await correct('Remy Falk', null)).toEqual(refusal('REASON_REQUIRED'));
  only(await correct('Remy Falk'), 'Decision');
  expect((await examined('Remy Falk'))?.untraced).toEqual([]);
});

test('[VE5][T4] a section out of scope has no changes, and a comment one may not see stands behind none', async () => {
  expect(await changes('Kas Brenn', 1)).toEqual([]);
  await world.dataSource.query(`UPDATE comment SET visibility = 'secretariat' WHERE body = $1`, [
    'The title is not the only ground.',
  ]);
  expect(await changes('Ilka Renn', 1)).toMatchObject([{ blocks: [{ blockId: BLOCK, comments: [] }] }]);
  expect(await changes('Ilka Renn', 2)).toBeNull();
  expect(await changes('Ilka Renn', 1, 7)).toBeNull();
});

test('[VE6] the exit check counts what is undecided, and lists who maintains an objection', async () => {
  const before = await examined('Oren Daly');
  expect(before).toMatchObject({ version: { number: 1 }, intact: true, untraced: [] });
  const comment = await cleared(world, { words: 'distinguish', block: BLOCK });
  expect((await examined('Oren Daly'))?.undecidedCount).toBe((before?.undecidedCount ?? 0) + 1);
  const input = {
    key: randomUUID(),
    outcomes: [{ commentId: comment.id, disposition: 'noted' as const, reason: 'Thank you.' }],
  };
  only((await world.run(world.as('Oren Daly'), DecideDocument, { input })).decide, 'Decision');
  await world.run(world.as('Brin Tolvar'), AcknowledgeDecisionDocument, {
    commentId: comment.id,
    acknowledgement: 'maintains_objection',
  });
  const after = await examined('Oren Daly');
  expect(after?.undecidedCount).toBe(before?.undecidedCount);
  expect(after?.maintainedObjections.map(({ id }) => id)).toContain(comment.id);
});

test.each(['Sayla Vint', 'Kas Brenn', 'Ilka Renn'])('[VE6] %s examines nothing', async (name) => {
  expect(await examined(name)).toBeNull();
});

test('[VE6][T6] words that changed without a decision are found', async () => {
  await typed('Slipped in. ');
  await world.projections.rebuild((await world.variant(CHAPTER)).documentName);
  const { documentName } = await world.variant(CHAPTER);
  await (await typist(world, documentName)).change((doc) => textOf(doc, 'b-0067').insert(0, 'Slipped in. '));
  await world.projections.rebuild(documentName);
  expect((await examined('Remy Falk'))?.untraced).toEqual([
    // Decided on as well as typed into: a decision does not cover what came beside it.
    expect.objectContaining({ language: 'en', blockId: BLOCK }),
    expect.objectContaining({ language: 'en', blockId: 'b-0067' }),
  ]);
});

test('[VE1] the next freeze is version 2; whoever takes part reads the list', async () => {
  expect(await freeze('Mira Solt')).toMatchObject({ number: 2, organisation: { code: 'NMA' } });
  const { versions } = await world.run(world.as('Kas Brenn'), VersionsDocument, {
    consultationId: world.consultationId,
  });
  expect(versions?.map(({ number }) => number)).toEqual([1, 2]);
  expect(await changes('Oren Daly', 1, 2)).toHaveLength(1);
  const outside = await world.run(world.as('Kas Brenn'), VersionsDocument, { consultationId: randomUUID() });
  expect(outside.versions).toBeNull();
});

test('[VE7] who accepts a whole paragraph with one new word in it has decided on that word', async () => {
  const textNow = async () =>
    blockTexts((await world.variant(CHAPTER)).content).find(({ id }) => id === 'b-0080')?.text ?? '';
  const words = await textNow();
  const proposal = `${words.slice(0, -1)} from now on.`;
  const { id } = await cleared(world, { block: 'b-0080', words, proposal });
  const outcomes = [{ commentId: id, disposition: 'accepted' as const, seenWords: words }];
  const { decide } = await world.run(world.as('Oren Daly'), DecideDocument, {
    input: { key: randomUUID(), outcomes },
  });
  only(decide, 'Decision');
  const changesOf = async (asked: string) => {
    const start = (await textNow()).indexOf(asked);
    const place = { sectionId: world.sectionId(CHAPTER), language: 'en' as const, blockId: 'b-0080' };
    const range = { start, end: start + asked.length };
    return (await world.run(world.as('Ilka Renn'), OriginDocument, { ...place, ...range })).origin;
  };
  expect((await changesOf('from now on'))?.changes).toHaveLength(1);
  expect(await changesOf(words.slice(0, 20))).toMatchObject({ changes: [], unchangedSince: { number: 1 } });
});

test('[VE5][VE7][PO8] a deleted paragraph names its comment, and a moved one leads back to who asked for it', async () => {
  const all = blockTexts((await world.variant(CHAPTER)).content);
  const textIn = (id: string) => all.find((block) => block.id === id)?.text ?? '';
  const asked = async (block: string, more: object) => {
    const words = textIn(block);
    const { id } = await cleared(world, { block, words, ...more }, 'Ilka Renn', 'Dav Moric');
    const outcomes = [{ commentId: id, disposition: 'accepted' as const, seenWords: words }];
    const { decide } = await world.run(world.as('Oren Daly'), DecideDocument, {
      input: { key: randomUUID(), outcomes },
    });
    only(decide, 'Decision');
    return id;
  };
  const gone = await asked('b-0084', { proposalKind: 'deletion' });
  const moved = await asked('b-0082', { proposalKind: 'move', moveAfter: 'b-0076' });
  const blocks = (await changes('Remy Falk', 1))?.flatMap((section) => section.blocks);
  expect(blocks).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ blockId: 'b-0084', kind: 'removed', comments: [commentOf(gone)] }),
      expect.objectContaining({ blockId: 'b-0082', kind: 'moved', comments: [commentOf(moved)] }),
    ]),
  );
  const variables = { sectionId: world.sectionId(CHAPTER), language: 'en' as const, blockId: 'b-0082' };
  const { origin } = await world.run(world.as('Remy Falk'), OriginDocument, {
    ...variables,
    start: 0,
    end: 5,
  });
  expect(origin?.changes).toMatchObject([
    { kind: 'move', decision: { outcomes: [{ comment: { id: moved } }] } },
  ]);
});
