/** What others read of an official comment tells nothing of how it came about (T4). */
import { AddEvidenceLinkDocument, CommentByIdDocument, CommentEvidenceDocument } from '@concord/schema';
import { expect, test } from 'vitest';
import { clearanceOf } from '../testing/clearance.js';
import { commentIn, drafted, only } from '../testing/comments.js';
import { velmora } from '../testing/world.js';

const world = velmora();
const act = clearanceOf(world);

test('[CP5][T4] a comment of two weeks and five versions looks to others like one of a moment', async () => {
  const draft = await drafted(world);
  const link = { commentId: draft.id, href: 'https://example.org/law', name: 'The law' };
  await world.run(world.as('Sayla Vint'), AddEvidenceLinkDocument, link);
  const submitted = commentIn(await act.submit({ ...draft, version: draft.version + 1 }));
  await world.dataSource.query(
    `UPDATE comment SET created_at = now() - interval '14 days', revised_at = now() - interval '9 days', version = 5
      WHERE id = $1`,
    [draft.id],
  );
  await world.dataSource.query(`UPDATE evidence SET added_at = now() - interval '13 days'`);
  const [official] = only(
    await act.clearAll([{ id: submitted.id, version: 5, visibility: 'participants' }]),
    'CommentsCleared',
  ).comments;
  const seen = async (name: string) => {
    const { comment } = await world.run(world.as(name), CommentByIdDocument, { id: draft.id });
    const { comment: found } = await world.run(world.as(name), CommentEvidenceDocument, { id: draft.id });
    const { createdAt, revisedAt, version } = comment ?? {};
    return { createdAt, revisedAt, version, addedAt: found?.evidence[0]?.addedAt };
  };
  const { comment } = await world.run(world.as('Oren Daly'), CommentByIdDocument, { id: official?.id ?? '' });
  const at = comment?.clearedAt;
  for (const name of ['Dav Moric', 'Oren Daly', 'Mira Solt', 'Remy Falk', 'Tove Lisk'])
    expect(await seen(name)).toEqual({ createdAt: at, revisedAt: at, version: 1, addedAt: at });
  const own = await seen('Orla Keth');
  expect(own.version).toBe(5);
  expect(new Set([own.createdAt, own.revisedAt, own.addedAt, at]).size).toBe(4);
});
