import { readFile } from 'node:fs/promises';
import { docxPath, wordPath } from '@concord/fixtures';
import {
  ApplyImportDocument,
  CommentByIdDocument,
  ImportPreviewDocument,
  ImportSectionDocument,
  ReadingConsultationDocument,
} from '@concord/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { importRefusals } from '../platform/errors/registry.js';
import { CHAPTER, cleared, only, WORDS } from '../testing/comments.js';
import { everything, whileFailing } from '../testing/faults.js';
import { served, type Client } from '../testing/served.js';
import { textOf, typist } from '../testing/typing.js';
import { velmora } from '../testing/world.js';

const world = velmora();
const server = served(world);

/** No decision of the demo changed these: the file may replace them. */
const UNTOUCHED = 'b-0059';
const OF_FINDINGS = 'b-0196';

type Language = 'az' | 'en' | 'ru';
let english: Buffer;
let drafter: Client;
beforeAll(async () => {
  english = await readFile(docxPath('en'));
  drafter = await server.enter('Remy Falk');
});

type Uploaded = { status: number; body: { previewId?: string; code?: string; message?: string } };

async function upload(
  bytes: Uint8Array,
  options: {
    client?: Client;
    consultation?: string;
    language?: string;
    locale?: Language;
    name?: string;
  } = {},
): Promise<Uploaded> {
  const { client = drafter, consultation = world.practiceId, language = 'en', locale = 'en' } = options;
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), options.name ?? 'profile.docx');
  const response = await client.fetch(`/files/imports?consultation=${consultation}&language=${language}`, {
    method: 'POST',
    body: form,
    headers: { 'x-concord-locale': locale },
  });
  return { status: response.status, body: (await response.json()) as Uploaded['body'] };
}
const previewOf = async (bytes: Uint8Array, consultation = world.practiceId, language: Language = 'en') =>
  (await upload(bytes, { consultation, language })).body.previewId ?? '';
const apply = async (
  previewId: string,
  assignments: { key: string; domain: number | null }[] = [],
  as = 'Remy Falk',
) => (await world.run(world.as(as), ApplyImportDocument, { previewId, assignments })).applyImport;
/** The preview of a file in which these words read otherwise: what a changed file would give. */
async function reworded(previewId: string, from: string, to: string): Promise<string> {
  await world.dataSource.query(
    'UPDATE import_preview SET document = replace(document::text, $2, $3)::jsonb WHERE id = $1',
    [previewId, from, to],
  );
  return previewId;
}
const profile = async () => {
  const { import_preview: _left, ...rest } = await everything(world.dataSource);
  return rest;
};

describe('a file', () => {
  test('[IM1] is read into a preview, and nothing of it is in the profile', async () => {
    const before = await profile();
    const { status, body } = await upload(english);
    expect(status).toBe(201);
    const id = body.previewId ?? '';
    const { importPreview } = await world.run(world.as('Remy Falk', 'ru'), ImportPreviewDocument, { id });
    expect(importPreview).toMatchObject({ fileName: 'profile.docx', language: 'en', tables: 5 });
    expect(importPreview?.sections.length).toBe(19);
    expect(new Set(importPreview?.sections.map(({ status: one }) => one))).toEqual(new Set(['new']));
    expect(
      importPreview?.sections.filter(({ domain }) => domain !== null).map(({ domain }) => domain),
    ).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { message } of importPreview?.losses ?? []) expect(message).toMatch(/[а-я]/);
    const chapter = await world.run(world.as('Remy Falk'), ImportSectionDocument, { id, key: CHAPTER });
    expect(JSON.stringify(chapter.importPreview?.content)).toContain(WORDS);
    expect(await profile()).toEqual(before);
  });

  test.each([
    ['not_docx', () => Buffer.from('just words'), 422],
    ['not_docx', () => Buffer.alloc(0), 422],
    ['legacy_doc', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]), 422],
    ['damaged', () => english.subarray(0, english.length / 2), 422],
    ['too_large', () => Buffer.alloc(20 * 1024 * 1024 + 1), 413],
  ] as const)(
    '[IM1] that is %s is refused in each language, and leaves nothing',
    async (code, bytes, status) => {
      const before = await everything(world.dataSource);
      for (const locale of ['az', 'en', 'ru'] as const) {
        const answer = await upload(bytes(), { locale });
        expect(answer.status).toBe(status);
        expect(Object.keys(importRefusals)).toContain(answer.body.code);
        if (code !== 'legacy_doc') expect(answer.body.code).toBe(code);
        expect(answer.body.message).toBe(importRefusals[(answer.body.code ?? code) as typeof code][locale]);
      }
      expect(await everything(world.dataSource)).toEqual(before);
    },
  );

  test('[IM1] of another kind of Office is refused', async () => {
    expect((await upload(await readFile(wordPath('matrix-mfr.xlsx')))).body.code).toBe('not_docx');
  });

  test('[IM1][T7] is taken from a drafter who is signed in, for a consultation that is there', async () => {
    const nobody = server.browser();
    expect((await upload(english, { client: nobody })).status).toBe(401);
    const moderator = await server.enter('Oren Daly');
    const hidden = await upload(english, { client: moderator });
    const missing = await upload(english, { consultation: '00000000-0000-4000-8000-000000000000' });
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    // But for the number under which each stands in the log.
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect((await upload(english, { consultation: 'x' })).status).toBe(404);
    expect((await upload(english, { language: 'fr' })).status).toBe(400);
  });

  test('[IM1] that is missing, or no upload at all, is refused calmly', async () => {
    const url = `/files/imports?consultation=${world.practiceId}&language=en`;
    const empty = await drafter.fetch(url, { method: 'POST', body: new FormData() });
    expect(empty.status).toBe(400);
    const json = await drafter.post(url, { file: 'x' });
    expect([400, 406, 415]).toContain(json.status);
    const broken = await drafter.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\nhalf',
    });
    expect(broken.status).toBeGreaterThanOrEqual(400);
    expect(broken.status).toBeLessThan(500);
  });
});

describe('applying a preview', () => {
  test('[IM2][IM3] creates every chapter; the same file again changes nothing', async () => {
    const domains = [{ key: 'front', domain: 2 }];
    expect(await apply(await previewOf(english), domains)).toMatchObject({
      created: 19,
      updated: 0,
      unchanged: 0,
    });
    const { consultation } = await world.run(world.as('Remy Falk'), ReadingConsultationDocument, {
      slug: 'practice',
    });
    expect(consultation?.sections.map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: 19 }, (_, index) => index + 1),
    );
    expect(consultation?.sections[0]).toMatchObject({ key: 'front', domain: 2 });
    const before = await profile();
    const again = await previewOf(english);
    expect(await apply(again)).toMatchObject({ created: 0, updated: 0, unchanged: 19 });
    expect(await apply(again)).toMatchObject({ created: 0, updated: 0, unchanged: 19 });
    expect(await profile()).toEqual(before);
  });

  test('[IM2] another language joins the same chapters', async () => {
    const azeri = await previewOf(await readFile(docxPath('az')), world.practiceId, 'az');
    expect(await apply(azeri)).toMatchObject({ created: 19, updated: 0 });
    const rows: { count: number }[] = await world.dataSource.query(
      'SELECT count(*)::int AS count FROM section WHERE consultation_id = $1',
      [world.practiceId],
    );
    expect(rows).toEqual([{ count: 19 }]);
  });

  test('[IM3] a changed file touches the changed block alone: words elsewhere keep their comments', async () => {
    const words = 'One area has gone backwards.';
    const comment = await cleared(world, { section: UNTOUCHED, block: 'b-0061', words });
    const before = await world.variant(UNTOUCHED);
    const other = await world.variant('b-0147');
    const id = await reworded(
      await previewOf(english, world.consultationId),
      'The first profile, completed in 2019, named nineteen areas',
      'The first profile named nineteen areas',
    );
    const { importPreview } = await world.run(world.as('Remy Falk'), ImportPreviewDocument, { id });
    expect(importPreview?.sections.find(({ key }) => key === UNTOUCHED)?.status).toBe('changed');
    expect(await apply(id)).toMatchObject({ created: 0, updated: 1, unchanged: 18 });
    const after = await world.variant(UNTOUCHED);
    expect(after.revision).toBe(before.revision + 1);
    expect(JSON.stringify(after.content)).toContain('The first profile named nineteen areas');
    expect((await world.variant('b-0147')).content).toEqual(other.content);
    const [{ size }]: [{ size: number }] = await world.dataSource.query(
      'SELECT length(update) AS size FROM document_update WHERE document_name = $1 AND seq = $2',
      [after.documentName, after.revision],
    );
    expect(size).toBeLessThan(3_000);
    const read = await world.run(world.as('Oren Daly'), CommentByIdDocument, { id: comment.id });
    expect(read.comment?.anchor).toMatchObject({ status: 'exact', blockId: 'b-0061', words });
  });

  test('[IM3] what Word can’t carry is not taken away: findings stay with their paragraphs', async () => {
    const findings = async () =>
      JSON.stringify((await world.variant(OF_FINDINGS)).content).match(/"finding":"(good_practice|gap)"/g);
    const before = await findings();
    expect(before?.length).toBeGreaterThan(2);
    const id = await reworded(
      await previewOf(english, world.consultationId),
      'lists no alternatives',
      'names no alternatives',
    );
    expect(await apply(id)).toMatchObject({ updated: expect.any(Number) as unknown });
    expect(JSON.stringify((await world.variant(OF_FINDINGS)).content)).toContain('names no alternatives');
    expect(await findings()).toEqual(before);
  });

  test('[IM4][IM2] text edited here is never replaced, and then nothing of the file is taken', async () => {
    const id = await reworded(await previewOf(english), 'Domain 1. Migrants’ rights', 'Domain 1. Rights');
    await reworded(id, 'Domain 6.', 'Domain six.');
    const [{ document_name: name }]: [{ document_name: string }] = await world.dataSource.query(
      `SELECT document_name FROM variant JOIN section ON section.id = variant.section_id
        WHERE section.consultation_id = $1 AND section.key = 'b-0196' AND language = 'en'`,
      [world.practiceId],
    );
    // Typed and committed, not yet projected: the log decides, not the projection.
    await (await typist(world, name)).change((doc) => textOf(doc, 'b-0196').insert(0, 'Typed: '));
    const before = await profile();
    expect(await apply(id)).toMatchObject({
      __typename: 'Refused',
      code: 'IMPORT_CONFLICT',
      field: 'b-0196',
    });
    expect(await profile()).toEqual(before);
    await world.projections.rebuild(name);
    const { importPreview } = await world.run(world.as('Remy Falk'), ImportPreviewDocument, { id });
    expect(importPreview?.sections.find(({ key }) => key === 'b-0196')?.status).toBe('conflict');
  });

  test.each([
    ['a chapter’s text', 'document_update', 'INSERT', 'statement'],
    ['a chapter’s row', 'variant', 'UPDATE', 'statement'],
    ['the event', 'domain_event', 'INSERT', 'statement'],
    ['COMMIT', 'domain_event', 'INSERT', 'commit'],
  ] as const)('[IM2] failing at %s leaves nothing behind', async (_name, table, verb, at) => {
    const id = await reworded(
      await previewOf(english, world.consultationId),
      'Domain 6.',
      `Domain six (${table} ${at}).`,
    );
    const before = await profile();
    await whileFailing(world.dataSource, { table, verb, at }, async () => {
      await expect(apply(id)).rejects.toThrow('built-in fault');
    });
    expect(await profile()).toEqual(before);
  });

  test('[IM2] twice at once is once', async () => {
    const id = await reworded(await previewOf(english, world.consultationId), 'Domain 6.', 'Domain six.');
    const answers = await Promise.all([1, 2, 3].map(() => apply(id)));
    const updated = answers.map((answer) => only(answer, 'ImportApplied').updated);
    expect(updated.filter((count) => count > 0).length).toBe(1);
  });

  test('[IM1] an expired preview, one of a lost right, or a domain that is none applies nothing', async () => {
    const id = await previewOf(english);
    expect(await apply(id, [{ key: 'front', domain: 7 }])).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'domain',
    });
    expect(await apply(id, [], 'Sim Vale')).toMatchObject({ code: 'IMPORT_EXPIRED' });
    await world.dataSource.query(`UPDATE import_preview SET expires_at = now() - interval '1 second'`);
    expect(await apply(id)).toMatchObject({ code: 'IMPORT_EXPIRED' });
    const nobody = await world.run(world.as(null), ApplyImportDocument, { previewId: id, assignments: [] });
    expect(nobody.applyImport).toMatchObject({ code: 'NOT_SIGNED_IN' });
    const fresh = await previewOf(english);
    await world.dataSource.query(`UPDATE membership SET roles = '{observer}' WHERE person_id = $1`, [
      world.personId('Remy Falk'),
    ]);
    expect(await apply(fresh)).toMatchObject({ code: 'IMPORT_EXPIRED' });
  });
});
