import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import {
  RecordDocument,
  RecordHeadDocument,
  WebhooksDocument,
  WithdrawCommentDocument,
  type RecordFilter,
} from '@concord/schema';
import { describe, expect, test } from 'vitest';
import { record as note, transaction } from '../platform/database/transaction.js';
import { cleared, drafted } from '../testing/comments.js';
import { served } from '../testing/served.js';
import { velmora } from '../testing/world.js';

const begun = new Date().toISOString();
const world = velmora();
const server = served(world);

const read = async (as: string | null, filter: RecordFilter = {}, first = 100, after: string | null = null) =>
  (
    await world.run(world.as(as), RecordDocument, {
      consultationId: world.consultationId,
      filter,
      first,
      after,
    })
  ).record;
const head = async (as: string | null, consultationId = world.consultationId) =>
  (await world.run(world.as(as), RecordHeadDocument, { consultationId })).recordHead;
const everything = async (as: string, filter: RecordFilter, first: number) => {
  const found = [];
  let after: string | null = null;
  for (;;) {
    const page = await read(as, filter, first, after);
    found.push(...(page?.entries ?? []));
    if (!page?.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
};

describe('the record, for those who answer for the consultation', () => {
  test.each(['Oren Daly', 'Remy Falk', 'Sayla Vint', 'Brin Tolvar', 'Ana Thorne', null])(
    '[AT1] %s is told what everybody is told of what is not there',
    async (name) => {
      expect(await read(name)).toBeNull();
      expect(await head(name)).toBeNull();
      expect(await head(name, randomUUID())).toBeNull();
    },
  );

  test('[AT1][T4] the lead agency reads who did what when, without a trace of the drafts of others', async () => {
    const draft = await drafted(world);
    const official = await cleared(world, {}, 'Sayla Vint', 'Brin Tolvar');
    await world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, {
      commentId: official.id,
      reason: 'No longer needed.',
    });
    const entries = await everything('Mira Solt', {}, 100);
    const of = (id: string) =>
      entries
        .filter(({ comment }) => comment?.id === id)
        .map(({ kind, organisation }) => [kind, organisation?.code]);
    expect(of(draft.id)).toEqual([]);
    expect(of(official.id)).toEqual([
      ['comment_withdrawn', 'MPH'],
      ['comment_cleared', 'MPH'],
    ]);
    expect(entries.filter(({ kind }) => kind === 'comment_drafted')).toEqual([]);
  });

  test('[AT2][T4] persons are told inside their own organisation only', async () => {
    await transaction(world.as('Mira Solt'), async (tx) =>
      note(tx, {
        type: 'consultation_changed',
        consultationId: world.consultationId,
        subjectId: world.consultationId,
        audience: { organisationId: null, visibility: 'participants', official: true, sectionId: null },
      }),
    );
    const entries = await everything('Mira Solt', {}, 100);
    for (const { organisation, person } of entries)
      if (organisation?.code !== 'NMA') expect(person).toBeNull();
    expect(entries[0]).toMatchObject({ kind: 'consultation_changed', person: { name: 'Mira Solt' } });
    const stranger = await read('Mira Solt', { personId: world.personId('Brin Tolvar') });
    expect(stranger?.entries).toEqual([]);
  });

  test('[AT1] filters narrow, and pages of any size are the whole', async () => {
    const whole = await everything('Mira Solt', {}, 100);
    expect(await everything('Mira Solt', {}, 3)).toHaveLength(whole.length);
    const times = whole.map(({ at }) => at);
    // What the demo tells of the days before was written down when it was founded.
    const since = times.filter((at) => at >= begun);
    expect(since).toEqual(since.toSorted().toReversed());
    for (const [filter, fits] of [
      [{ kinds: ['comment_cleared'] }, ({ kind }) => kind === 'comment_cleared'],
      [{ organisationId: world.organisationId('MPH') }, ({ organisation }) => organisation?.code === 'MPH'],
      [{ from: times[2] ?? '' }, ({ at }) => at >= (times[2] ?? '')],
      [{ until: times[2] ?? '' }, ({ at }) => at < (times[2] ?? '')],
      [{ organisationId: 'nobody' }, () => false],
    ] as const satisfies readonly (readonly [RecordFilter, (entry: (typeof whole)[number]) => boolean])[])
      expect((await everything('Mira Solt', filter, 7)).map(({ at, kind }) => [at, kind])).toEqual(
        whole.filter(fits).map(({ at, kind }) => [at, kind]),
      );
  });

  test('[AT3] is exported with the hash of its end, the same lines, nothing a spreadsheet would run', async () => {
    const client = await server.enter('Mira Solt');
    const address = `/files/record?consultation=${world.consultationId}&kinds=comment_cleared,comment_withdrawn`;
    const file = await (await client.fetch(address)).text();
    const lines = file.trim().split('\r\n');
    const shown = await everything('Mira Solt', { kinds: ['comment_cleared', 'comment_withdrawn'] }, 100);
    expect(lines).toHaveLength(shown.length + 2);
    expect(lines[1]).toContain('comment_withdrawn');
    expect(lines.at(-1)).toContain((await head('Mira Solt'))?.hash);
    expect(lines.slice(1).filter((line) => !line.startsWith('"'))).toEqual([]);
    for (const name of ['Oren Daly', 'Ana Thorne'])
      expect((await (await server.enter(name)).fetch(address)).status).toBe(404);
    expect((await server.browser().fetch(address)).status).toBe(404);
  });

  test('[AT1][WH1] an auditor reads the record as an observer hears it, and changes nothing', async () => {
    const draft = await drafted(world);
    const secretariat = await cleared(world, { visibility: 'secretariat' });
    const open = await cleared(world);
    await world.dataSource.query(`UPDATE membership SET roles = '{auditor}' WHERE person_id = $1`, [
      world.personId('Ode Marsh'),
    ]);
    const ids = (await everything('Ode Marsh', {}, 100)).map(({ comment }) => comment?.id);
    expect(ids).toContain(open.id);
    expect(ids).not.toContain(draft.id);
    expect(ids).not.toContain(secretariat.id);
    expect(await head('Ode Marsh')).toMatchObject({ intact: true });
    const { consultationId } = world;
    const { webhooks } = await world.run(world.as('Ode Marsh'), WebhooksDocument, { consultationId });
    expect(webhooks).toBeNull();
  });
});
