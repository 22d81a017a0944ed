import { randomUUID } from 'node:crypto';
import { FRAGMENT, project, rebuild, sectionDocumentName } from '@concord/document';
import { updateLogContract } from '@concord/sync/testing';
import {
  CommentByIdDocument,
  DraftCommentDocument,
  ReadingConsultationDocument,
  SectionTextDocument,
} from '@concord/schema';
import { createApp } from '../app.js';
import { testConfig } from '../testing/config.js';
import { parse } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { CHAPTER, cleared, commentIn, draftInput, WORDS } from '../testing/comments.js';
import { testDatabase } from '../testing/database.js';
import { everything, whileFailing, whileSlow } from '../testing/faults.js';
import { blockIn, textOf, typist, type Typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';
import { createGatekeeper, createUpdateLog, documentAt } from './index.js';

describe('the log of updates', () => {
  const database = testDatabase();
  const create = async () => {
    const { dataSource } = database;
    await dataSource.query('TRUNCATE document_update, document CASCADE');
    await dataSource.query(
      `INSERT INTO document (name) VALUES ('section/contract/en'), ('section/contract/az')`,
    );
    return createUpdateLog(dataSource, () => new Date());
  };
  for (const { title, run } of updateLogContract(create))
    test(`[T3] ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });

  test('[T3] appending to a document that was never seeded is refused and stores nothing', async () => {
    const log = await create();
    const row = { update: new Uint8Array([0, 0]), personId: null };
    await expect(log.append('section/nowhere/en', [row])).rejects.toThrow('No document');
    expect((await log.load('section/nowhere/en')).seq).toBe(0);
  });

  test('[T3] an append that fails at COMMIT is no append', async () => {
    const log = await create();
    const row = { update: new Uint8Array([0, 0]), personId: null };
    const fault = { table: 'document_update', verb: 'INSERT', at: 'commit' } as const;
    await whileFailing(database.dataSource, fault, async () => {
      await expect(log.append('section/contract/en', [row])).rejects.toThrow('built-in fault');
    });
    expect((await log.load('section/contract/en')).seq).toBe(0);
  });

  test('[T3] an append resolves after COMMIT: another connection reads it at once', async () => {
    const log = await create();
    const { updates, seq } = await manyAppends(log);
    expect(seq).toBe(updates);
  });

  async function manyAppends(log: Awaited<ReturnType<typeof create>>) {
    let seen = 0;
    for (let round = 1; round <= 20; round += 1) {
      const { seq } = await log.append('section/contract/en', [
        { update: new Uint8Array([0, 0]), personId: null },
      ]);
      const rows: [{ seq: number }] = await database.dataSource.query(
        `SELECT max(seq) AS seq FROM document_update WHERE document_name = 'section/contract/en'`,
      );
      if (rows[0].seq === seq) seen += 1;
    }
    return { updates: 20, seq: seen };
  }
});

describe('the projection', () => {
  const world = velmora();
  let drafter: Typist;
  let documentName: string;
  beforeAll(async () => {
    ({ documentName } = await world.variant(CHAPTER));
    drafter = await typist(world, documentName, world.personId('Remy Falk'));
  });

  const projected = async () => {
    await world.projections.rebuild(documentName);
    return world.variant(CHAPTER);
  };
  const fromLog = async () => {
    const log = createUpdateLog(world.dataSource, () => new Date());
    const { updates, seq } = await log.load(documentName);
    return { ...project(rebuild(updates)), seq };
  };

  test('[T1] says what the log says, after any edit', async () => {
    await drafter.type('b-0065', 0, 'In short: ');
    await drafter.change((doc) => textOf(doc, 'b-0066').delete(0, 6));
    await drafter.change((doc) => textOf(doc, 'b-0067').format(0, 4, { bold: {} }));
    const [variant, told] = [await projected(), await fromLog()];
    expect(variant.content).toEqual(told.content);
    expect(variant.outline).toEqual(told.outline);
    expect(variant.title).toBe(told.title);
    expect(variant.revision).toBe(told.seq);
  });

  test('[T1] can be lost whole and is written again as it was', async () => {
    await cleared(world, { words: 'Ordinary laws' });
    await projected();
    const columns = 'section_id, language, document_name, title, outline, content, revision';
    const rows = () =>
      Promise.all([
        world.dataSource.query(`SELECT ${columns} FROM variant ORDER BY document_name`),
        // Since when a comment stands where it does is known from what was there before.
        world.dataSource.query(
          `SELECT comment_id, status, block_id, start_offset, end_offset, words, block_length, place
             FROM comment_anchor ORDER BY comment_id`,
        ),
      ]);
    const before = await rows();
    await world.dataSource.query(
      `UPDATE variant SET title = '', outline = '[]', content = '{}', revision = 0`,
    );
    await world.dataSource.query('DELETE FROM comment_anchor');
    const documents: { name: string }[] = await world.dataSource.query(
      `SELECT name FROM document WHERE NOT starts_with(name, 'room/')`,
    );
    for (const { name } of documents) await world.projections.rebuild(name);
    expect(await rows()).toEqual(before);
  });

  test('[T1] written anew over what is current changes nothing', async () => {
    await projected();
    const { variant, ...before } = await everything(world.dataSource);
    await projected();
    const { variant: again, ...after } = await everything(world.dataSource);
    expect(after).toEqual(before);
    expect([variant, again].every((digest) => typeof digest === 'string')).toBe(true);
  });

  test('[T2] the text at a revision is the text of that revision, and nothing else is one', async () => {
    const { manager } = world.dataSource;
    const seq = await drafter.type('b-0068', 0, 'Before. ');
    await drafter.type('b-0068', 0, 'After. ');
    const then = await documentAt(manager, documentName, seq);
    const text = then && project(then).blocks.find(({ id }) => id === 'b-0068')?.text;
    expect(text).toMatch(/^Before\. /);
    for (const none of [0, -1, seq + 100])
      expect(await documentAt(manager, documentName, none), String(none)).toBeNull();
    expect(await documentAt(manager, sectionDocumentName(randomUUID(), 'en'), 1)).toBeNull();
  });

  test('[T2] a comment written against an older text stands on its words, moved or changed', async () => {
    const input = await draftInput(world, { words: WORDS });
    await drafter.type('b-0065', 0, 'Typed meanwhile. ');
    const { draftComment } = await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input });
    const before = commentIn(draftComment);
    expect(before.target).toMatchObject({ revision: input.target.revision, quote: { exact: WORDS } });
    const { revision } = await projected();
    const after = await world.run(world.as('Sayla Vint'), CommentByIdDocument, { id: before.id });
    expect(after.comment?.anchor).toMatchObject({ status: 'moved', words: WORDS, revision });
  });

  test('[T2] words that a drafter changes are shown as changed; gone with their block, as gone', async () => {
    const changed = await cleared(world, { words: 'The Constitution grants' });
    const gone = await cleared(world, { block: 'b-0069', words: await words('b-0069') });
    await drafter.change((doc) => {
      const text = textOf(doc, 'b-0065');
      text.insert(text.toJSON().indexOf('Constitution grants') + 'Constitution '.length, 'clearly ');
    });
    await drafter.change((doc) => {
      const block = blockIn(doc.getXmlFragment(FRAGMENT), 'b-0069');
      const parent = block?.parent;
      if (!block || !(parent instanceof Y.XmlFragment)) throw new Error('No parent');
      parent.delete(parent.toArray().indexOf(block), 1);
    });
    await projected();
    const anchorOf = async (id: string) =>
      (await world.run(world.as('Oren Daly'), CommentByIdDocument, { id })).comment?.anchor;
    expect(await anchorOf(changed.id)).toMatchObject({
      status: 'text_changed',
      words: 'The Constitution clearly grants',
    });
    expect(await anchorOf(gone.id)).toMatchObject({ status: 'orphaned', blockId: null, words: null });
  });

  test('[AN15] after an edit comments stand where a look at all of them finds them, and only those concerned are written', async () => {
    const far = await cleared(world, { block: 'b-0068', words: await words('b-0068') });
    const near = await cleared(world, { words: 'Constitution' });
    const quote = await words('b-0067');
    const cut = await cleared(world, { block: 'b-0067', words: quote });
    await projected();
    const rows = (): Promise<unknown[]> =>
      world.dataSource.query(
        `SELECT comment_id, status, block_id, start_offset, end_offset, words, block_length, place
           FROM comment_anchor ORDER BY comment_id`,
      );
    const since = async (id: string): Promise<number> => {
      const [row]: { revision: number }[] = await world.dataSource.query(
        'SELECT revision FROM comment_anchor WHERE comment_id = $1',
        [id],
      );
      return row?.revision ?? 0;
    };
    const before = { far: await since(far.id), near: await since(near.id) };
    const edits: ((doc: Y.Doc) => void)[] = [
      (doc) => textOf(doc, 'b-0065').insert(0, 'So: '),
      (doc) => textOf(doc, 'b-0067').delete(0, quote.length),
      (doc) => textOf(doc, 'b-0066').insert(0, `${quote} `),
      (doc) => textOf(doc, 'b-0066').delete(0, quote.length + 1),
      (doc) => textOf(doc, 'b-0067').insert(0, quote),
    ];
    for (const edit of edits) {
      await drafter.change(edit);
      world.projections.schedule(documentName);
      await world.projections.settle();
      const found = await rows();
      await world.projections.rebuild(documentName);
      expect(found).toEqual(await rows());
    }
    expect(await since(far.id)).toBe(before.far);
    expect(await since(near.id)).toBeGreaterThan(before.near);
    expect(await since(cut.id)).toBeGreaterThan(before.near);
  });

  const words = async (block: string): Promise<string> =>
    (await fromLog()).blocks.find(({ id }) => id === block)?.text.slice(0, 40) ?? '';

  test('[T2] a draft that is stored while the text moves on ends on the revision that is shown', async () => {
    await projected();
    const input = await draftInput(world, { words: WORDS });
    const id = await whileSlow(world.dataSource, { table: 'comment', seconds: 0.4 }, async () => {
      const drafting = world.run(world.as('Sayla Vint'), DraftCommentDocument, { input });
      await drafter.type('b-0065', 0, 'Meanwhile. ');
      await projected();
      return commentIn((await drafting).draftComment).id;
    });
    const { revision } = await world.variant(CHAPTER);
    const { comment } = await world.run(world.as('Sayla Vint'), CommentByIdDocument, { id });
    expect(comment?.anchor).toMatchObject({ revision, words: WORDS });
  });

  test('[PR3] two blocks with one id get two, by an update of the server that everybody hears', async () => {
    const heard: unknown[] = [];
    const stop = world.services.doorbell.listen((ring) => heard.push(ring));
    const seq = await drafter.change((doc) => {
      const fragment = doc.getXmlFragment(FRAGMENT);
      const twin = new Y.XmlElement('paragraph');
      twin.setAttribute('id', 'b-0065');
      twin.insert(0, [new Y.XmlText('Pasted.')]);
      fragment.push([twin]);
    });
    const { content, revision, id } = await projected();
    stop();
    expect(revision).toBe(seq + 1);
    const ids = JSON.stringify(content).split('"b-0065"').length - 1;
    expect(ids).toBe(1);
    expect(heard).toEqual([
      { kind: 'document', name: documentName, seq: seq + 1 },
      { kind: 'revision', variantId: id },
    ]);
    const again = await projected();
    expect(again.revision).toBe(revision);
  });

  test('[PR4][T3] what was committed before a crash is in the text after the start', async () => {
    const seq = await drafter.type('b-0071', 0, 'Committed, never projected. ');
    expect((await world.variant(CHAPTER)).revision).toBeLessThan(seq);
    const app = await createApp(testConfig(), world.dataSource, world.log);
    await app.close();
    const variant = await world.variant(CHAPTER);
    expect(variant.revision).toBe(seq);
    expect(JSON.stringify(variant.content)).toContain('Committed, never projected. ');
  });
});

describe('who reads and who writes', () => {
  const world = velmora();
  const gatekeeper = createGatekeeper();
  const open = async (name: string | null, document: string) => gatekeeper.open(document, '', world.as(name));

  test('[PR1][T7] a chapter out of scope is not listed, has no text, and opens for nobody', async () => {
    const { consultation } = await world.run(world.as('Ana Thorne'), ReadingConsultationDocument, {
      slug: 'velmora-2025',
    });
    expect(consultation?.sections.map(({ domain }) => domain)).toEqual([1, 6]);
    const hidden = await world.run(world.as('Ana Thorne'), SectionTextDocument, {
      id: world.sectionId('b-0147'),
      language: 'en',
    });
    const missing = await world.run(world.as('Ana Thorne'), SectionTextDocument, {
      id: randomUUID(),
      language: 'en',
    });
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(missing));
    expect(await open('Ana Thorne', sectionDocumentName(world.sectionId('b-0147'), 'en'))).toBeNull();
  });

  test('[PR1][T7] a chapter out of scope has no text behind an own comment on it either', async () => {
    const [own]: [{ id: string }] = await world.dataSource.query(
      `SELECT comment.id FROM comment WHERE section_id = $1 AND organisation_id = $2 LIMIT 1`,
      [world.sectionId('b-0147'), world.organisationId('HCTS')],
    );
    const around = parse(`query ($id: ID!) { comment(id: $id) {
      id
      section { id variants { title content } variant(language: en) { title content } }
      target { section { variants { content } } }
    } }`);
    const { data, errors } = await world.ask(world.as('Ana Thorne'), around, { id: own.id });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      comment: {
        id: own.id,
        section: { variants: [], variant: null },
        target: { section: { variants: [] } },
      },
    });
  });

  test.each([
    ['a drafter', 'Remy Falk', true],
    ['another drafter', 'Sim Vale', true],
    ['the moderator', 'Oren Daly', false],
    ['the lead agency', 'Mira Solt', false],
    ['a clearing officer', 'Brin Tolvar', false],
    ['an NGO in scope', 'Ana Thorne', false],
  ])('[PR2][T7] on the sync socket %s reads; writes: %s %s', async (_name, person, write) => {
    const { documentName } = await world.variant(CHAPTER);
    expect(await open(person, documentName)).toMatchObject({ write, actor: { name: person } });
    expect(await gatekeeper.mayWrite(documentName, world.as(person))).toBe(write);
  });

  test.each([
    ['a chapter out of scope', () => sectionDocumentName(world.sectionId('b-0147'), 'en')],
    ['a chapter that is not there', () => sectionDocumentName(randomUUID(), 'en')],
    ['no document at all', () => 'room/x/y'],
    ['a name of a thousand letters', () => 'x'.repeat(1_000)],
    ['an id with a NUL', () => 'section/\u0000/en'],
  ])('[T7] %s is refused like any other', async (_name, name) => {
    expect(await open('Ana Thorne', name())).toBeNull();
    expect(await gatekeeper.mayWrite(name(), world.as('Ana Thorne'))).toBe(false);
    expect(await open(null, name())).toBeNull();
  });

  test('[T7] a language that the chapter has no text in opens for nobody: only the server seeds', async () => {
    const { documentName } = await world.variant(CHAPTER, 'ru');
    await world.dataSource.query('DELETE FROM comment_anchor');
    await world.dataSource.query('DELETE FROM variant WHERE document_name = $1', [documentName]);
    expect(await open('Remy Falk', documentName)).toBeNull();
  });

  test('[T7] a right that is gone stops the next write of an open socket', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const socket = world.as('Sim Vale');
    expect(await gatekeeper.mayWrite(documentName, socket)).toBe(true);
    await world.dataSource.query('UPDATE membership SET revoked_at = now() WHERE person_id = $1', [
      world.personId('Sim Vale'),
    ]);
    expect(await gatekeeper.mayWrite(documentName, socket)).toBe(false);
    expect(await gatekeeper.open(documentName, '', socket)).toBeNull();
  });

  test('[AC4][T7] a token that can only read writes no text, one that can only write reads none', async () => {
    const { documentName } = await world.variant(CHAPTER);
    const program = (scopes: string[]) =>
      world.asActor({
        kind: 'program',
        personId: world.personId('Remy Falk'),
        locale: 'en',
        tokenId: randomUUID(),
        scopes,
      });
    expect(await gatekeeper.open(documentName, '', program(['read']))).toMatchObject({ write: false });
    expect(await gatekeeper.mayWrite(documentName, program(['read']))).toBe(false);
    expect(await gatekeeper.open(documentName, '', program(['write']))).toBeNull();
    expect(await gatekeeper.open(documentName, '', program(['read', 'write']))).toMatchObject({
      write: true,
    });
  });
});
