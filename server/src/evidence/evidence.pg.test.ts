import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { docxPath } from '@concord/fixtures';
import {
  AddEvidenceLinkDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  CommentEvidenceDocument,
  DiscardCommentDocument,
  RemoveEvidenceDocument,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { drafted, only } from '../testing/comments.js';
import { served } from '../testing/served.js';
import { velmora } from '../testing/world.js';

const world = velmora();
const server = served(world);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

async function upload(who: string, commentId: string, name: string, bytes: Buffer): Promise<Response> {
  const client = await server.enter(who);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return client.fetch(`/files/evidence?comment=${commentId}`, { method: 'POST', body: form });
}
const given = async (who: string, id: string) =>
  (await world.run(world.as(who), CommentEvidenceDocument, { id })).comment?.evidence;
const get = async (who: string, id: string) => (await server.enter(who)).fetch(`/files/evidence/${id}`);
const count = async (id: string): Promise<number> => {
  const rows: { n: string }[] = await world.dataSource.query(
    'SELECT count(*) AS n FROM evidence WHERE comment_id = $1',
    [id],
  );
  return Number(rows[0]?.n);
};

describe('a file', () => {
  test('[EV3] is given back as it was sent, as an attachment that nothing runs in', async () => {
    const { id } = await drafted(world);
    const sent = await upload('Sayla Vint', id, 'Hesabat 2025 ə.pdf', PDF);
    expect(sent.status).toBe(201);
    const { evidenceId } = (await sent.json()) as { evidenceId: string };
    const answer = await get('Brin Tolvar', evidenceId);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('Hesabat 2025 ə.pdf')}`,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(await given('Orla Keth', id)).toMatchObject([
      { id: evidenceId, mediaType: 'application/pdf', size: PDF.length, href: null },
    ]);
  });

  test('[EV3] sent twice is there once; a Word file that reads well is taken', async () => {
    const { id } = await drafted(world);
    const docx = await readFile(docxPath('en'));
    for (const name of ['annex.docx', 'annex.docx'])
      expect((await upload('Sayla Vint', id, name, docx)).status).toBe(201);
    expect(await count(id)).toBe(1);
  });

  test.each([
    ['a page that calls itself a PDF', 'report.pdf', Buffer.from('<script>alert(1)</script>'), 422],
    ['a PDF that calls itself a picture', 'photo.png', PDF, 422],
    ['an archive that calls itself Word', 'report.docx', Buffer.from('PK\u0003\u0004 nothing'), 422],
    ['more than 20 MB', 'large.pdf', Buffer.alloc(21 * 1024 * 1024, 'x'), 413],
  ])('[EV3] %s is refused in the reader’s words, and nothing is kept', async (_what, name, bytes, status) => {
    const { id } = await drafted(world);
    const answer = await upload('Sayla Vint', id, name, bytes);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { message: string }).message).toMatch(/PDF|20 MB/);
    expect(await count(id)).toBe(0);
  });
});

describe('who sees and gives evidence', () => {
  /** All of it but the number under which it stands in the log. */
  const said = async (answer: Response): Promise<string> =>
    (await answer.text()).replace(/"requestId":"[^"]{36}"/, '');

  test('[EV4][T4] of a draft: its ministry; for everybody else the file is not there, in the same bytes', async () => {
    const { id } = await drafted(world);
    const { evidenceId } = (await (await upload('Sayla Vint', id, 'a.pdf', PDF)).json()) as {
      evidenceId: string;
    };
    expect((await get('Brin Tolvar', evidenceId)).status).toBe(200);
    for (const stranger of ['Ilka Renn', 'Oren Daly', 'Remy Falk', 'Mira Solt']) {
      const [hidden, missing] = [await get(stranger, evidenceId), await get(stranger, randomUUID())];
      expect([hidden.status, await said(hidden)]).toEqual([404, await said(missing)]);
      expect(await given(stranger, id)).toBeUndefined();
      const sent = await upload(stranger, id, 'b.pdf', PDF);
      const nowhere = await upload(stranger, randomUUID(), 'b.pdf', PDF);
      expect([sent.status, await said(sent)]).toEqual([404, await said(nowhere)]);
    }
    expect((await server.browser().fetch(`/files/evidence/${evidenceId}`)).status).toBe(404);
  });

  test('[EV4] of an official comment: those who see the comment, in its circle', async () => {
    const { id } = await drafted(world, { visibility: 'government' });
    const { evidenceId } = (await (await upload('Sayla Vint', id, 'a.pdf', PDF)).json()) as {
      evidenceId: string;
    };
    const version =
      (await world.run(world.as('Brin Tolvar'), CommentByIdDocument, { id })).comment?.version ?? 0;
    only(
      (await world.run(world.as('Brin Tolvar'), ClearCommentDocument, { commentId: id, version }))
        .clearComment,
      'Comment',
    );
    expect((await get('Ilka Renn', evidenceId)).status).toBe(200);
    expect((await get('Ana Thorne', evidenceId)).status).toBe(404);
  });

  test('[EV5] what is sealed keeps its evidence: none is added, none taken away', async () => {
    const { id } = await drafted(world);
    const { evidenceId } = (await (await upload('Sayla Vint', id, 'a.pdf', PDF)).json()) as {
      evidenceId: string;
    };
    const clear = async (version: number) =>
      (await world.run(world.as('Brin Tolvar'), ClearCommentDocument, { commentId: id, version }))
        .clearComment;
    // Who has not seen the new evidence does not clear it.
    expect(await clear(1)).toMatchObject({ __typename: 'Refused' });
    only(await clear(2), 'Comment');
    expect((await upload('Sayla Vint', id, 'b.pdf', PDF)).status).toBe(404);
    const { removeEvidence } = await world.run(world.as('Sayla Vint'), RemoveEvidenceDocument, {
      evidenceId,
    });
    expect(removeEvidence).toMatchObject({ __typename: 'Refused', code: 'NOT_FOUND' });
    expect(await count(id)).toBe(1);
  });

  test('[EV5] a link is an address that a reader can open; it goes with a word, and with its draft', async () => {
    const { id } = await drafted(world);
    const link = async (href: string) =>
      (
        await world.run(world.as('Orla Keth'), AddEvidenceLinkDocument, {
          commentId: id,
          href,
          name: 'The act',
        })
      ).addEvidenceLink;
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '#b-1', 'nothing'])
      expect(await link(href)).toMatchObject({ __typename: 'Refused', field: 'href' });
    const first = only(await link('https://example.org/act'), 'Evidence');
    expect(only(await link('https://example.org/act'), 'Evidence').id).toBe(first.id);
    await world.run(world.as('Sayla Vint'), RemoveEvidenceDocument, { evidenceId: first.id });
    expect(await given('Sayla Vint', id)).toEqual([]);
    await link('https://example.org/act');
    await world.run(world.as('Sayla Vint'), DiscardCommentDocument, { commentId: id });
    expect(await count(id)).toBe(0);
  });
});
