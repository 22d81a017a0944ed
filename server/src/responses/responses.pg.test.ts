import { randomUUID } from 'node:crypto';
import {
  DeclareWorkDocument,
  EventsSinceDocument,
  GiveNilReturnDocument,
  GiveOpinionDocument,
  RemindSilentDocument,
  RoundPageDocument,
  TakeBackNilReturnDocument,
  WithdrawCommentDocument,
  type GiveOpinionInput,
} from '@concord/schema';
import { beforeEach, describe, expect, test } from 'vitest';
import { currentCursor } from '../platform/events/feed.js';
import { cleared, drafted, only } from '../testing/comments.js';
import { fromNow, givenRound, HOUR } from '../testing/rounds.js';
import { velmora, type Operation } from '../testing/world.js';

const world = velmora();
const LEAD = 'Mira Solt';

// A round of its own: what the demo's ministries said before is official from another one.
beforeEach(async () => {
  await world.dataSource.query('DELETE FROM response');
  await world.dataSource.query('DELETE FROM round_reminder');
  await world.dataSource.query(
    `UPDATE comment SET cleared_at = now() - interval '2 days' WHERE cleared_at IS NOT NULL`,
  );
  await givenRound(world);
});

const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });
const roundFor = async (name: string) => {
  const { consultation } = await world.run(world.as(name), RoundPageDocument, { slug: 'velmora-2025' });
  if (!consultation?.round) throw new Error('No round');
  return consultation.round;
};
const tracked = async (code: string) =>
  (await roundFor(LEAD)).tracker?.find(({ organisation }) => organisation.code === code);
const own = async (name: string) => (await roundFor(name)).myResponse;

const inConsultation = () => ({ consultationId: world.consultationId });
const work = async (name: string) =>
  (await world.run(world.as(name), DeclareWorkDocument, inConsultation())).declareWork;
const nothing = async (name: string, section: string | null = null) =>
  (
    await world.run(world.as(name), GiveNilReturnDocument, {
      ...inConsultation(),
      sectionId: section && world.sectionId(section),
    })
  ).giveNilReturn;
const opine = async (name: string, given: Omit<GiveOpinionInput, 'consultationId'>) =>
  (await world.run(world.as(name), GiveOpinionDocument, { input: { ...inConsultation(), ...given } }))
    .giveOpinion;
const remind = async (name = LEAD) =>
  (await world.run(world.as(name), RemindSilentDocument, inConsultation())).remindSilent;

describe('the tracker', () => {
  test('[RE1][T10] everybody who is asked, in official order, by what they said; nothing is counted', async () => {
    only(await work('Pell Anders'), 'Round');
    only(await nothing('Ivo Strand'), 'Round');
    await cleared(world);
    only(await opine('Hale Druin', { opinion: 'agree' }), 'Round');
    const { tracker } = await roundFor(LEAD);
    expect(tracker?.map(({ organisation, state }) => `${organisation.code} ${state}`)).toEqual([
      'NMA silent',
      'MFR answered',
      'MIPO silent',
      'MLW silent',
      'MPH answered',
      'MER silent',
      'MCP working',
      'CDP nil_return',
      'CVA silent',
      'NSB silent',
      'OPD silent',
      'ODLA silent',
      'VDBF silent',
      'HCTS silent',
    ]);
    const told = JSON.stringify(tracker, (_key, value: unknown) =>
      typeof value === 'number' ? 'counted' : value,
    );
    expect(told).not.toContain('counted');
  });

  test('[RE1][T4] drafts change nothing in it: the answer to the lead agency has the same bytes', async () => {
    const answer = async () =>
      JSON.stringify(await world.run(world.as(LEAD), RoundPageDocument, { slug: 'velmora-2025' }));
    const before = await answer();
    await drafted(world, {}, 'Ilka Renn');
    // The cursor moves with every event; it is sealed, and tells nobody how far.
    const plain = (text: string): string => text.replace(/"cursor":"[^"]*"/, '');
    expect(plain(await answer())).toBe(plain(before));
    expect((await tracked('MLW'))?.state).toBe('silent');
  });

  test.each(['Brin Tolvar', 'Oren Daly', 'Remy Falk', 'Ana Thorne'])(
    '[RD9][T7] there is no tracker for %s',
    async (name) => {
      expect((await roundFor(name)).tracker).toBeNull();
    },
  );

  test('[RE5] an organisation without a clearing officer is flagged', async () => {
    expect((await tracked('CVA'))?.clears).toBe(true);
    await world.dataSource.query('UPDATE membership SET revoked_at = now() WHERE person_id = $1', [
      world.personId('Mara Theel'),
    ]);
    expect((await tracked('CVA'))?.clears).toBe(false);
    expect((await tracked('NSB'))?.clears).toBe(true);
  });

  test('[RE6][T4] after the deadline the ministry is told what is not cleared, nobody else is', async () => {
    await drafted(world, {}, 'Esk Marrow');
    await givenRound(world, { closesAt: fromNow(-HOUR), graceHours: 0 });
    expect((await own('Linn Obrec'))?.uncleared).toBe(1);
    const { tracker, myResponse } = await roundFor(LEAD);
    expect(myResponse?.uncleared).toBe(0);
    expect(JSON.stringify(tracker)).not.toContain('uncleared');
  });
});

describe('reminders', () => {
  test('[RD8] reach those who are silent once; a second press within a day is refused, whoever presses', async () => {
    only(await work('Pell Anders'), 'Round');
    only(await remind(), 'Round');
    expect((await own('Ilka Renn'))?.remindedAt).not.toBeNull();
    expect((await own('Pell Anders'))?.remindedAt).toBeNull();
    expect((await own(LEAD))?.remindedAt).toBeNull();
    expect(await remind('Lira Tavesh')).toEqual(refusal('WRONG_STATE'));
    await world.dataSource.query(`UPDATE round_reminder SET sent_at = sent_at - interval '25 hours'`);
    only(await remind(), 'Round');
  });

  test('[RD8] is told on every page until the organisation responds, to it alone', async () => {
    only(await remind(), 'Round');
    const told = async (name: string) => (await roundFor(name)).reminder;
    expect(await told('Ilka Renn')).not.toBeNull();
    expect(await told(LEAD)).toBeNull();
    only(await nothing('Orla Keth', 'b-0064'), 'Round');
    expect(await told('Sayla Vint')).not.toBeNull();
    only(await work('Ilka Renn'), 'Round');
    expect(await told('Ilka Renn')).toBeNull();
    await cleared(world);
    expect(await told('Sayla Vint')).toBeNull();
  });

  test('[RD8] two presses at the same moment send one', async () => {
    const answers = await Promise.all([remind(), remind('Lira Tavesh')]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['Refused', 'Round']);
    const [{ most }]: [{ most: number }] = await world.dataSource.query(
      'SELECT max(n)::int AS most FROM (SELECT count(*) AS n FROM round_reminder GROUP BY organisation_id) AS sent',
    );
    expect(most).toBe(1);
  });

  test('[RD9][T4] each hears of its own reminder only', async () => {
    const cursor = await currentCursor(world.as('Ilka Renn'), world.consultationId);
    only(await remind(), 'Round');
    const { eventsSince } = await world.run(world.as('Ilka Renn'), EventsSinceDocument, {
      ...inConsultation(),
      after: cursor,
      first: 50,
    });
    expect(eventsSince?.events.map(({ type }) => type)).toEqual(['round_reminded']);
  });
});

describe('an opinion', () => {
  test('[RE2] is the clearing officer’s of a state body; the later one counts, the history stays', async () => {
    const conditions = 'Remove the second sentence of ¶4.';
    expect(await opine('Tarn Vesk', { opinion: 'disagree' })).toEqual(
      refusal('REASON_REQUIRED', 'conditions'),
    );
    only(await opine('Tarn Vesk', { opinion: 'disagree', conditions }), 'Round');
    only(await opine('Tarn Vesk', { opinion: 'agree_with_comments' }), 'Round');
    const given = (await own('Bors Helgan'))?.opinions;
    expect(given?.map(({ opinion }) => opinion)).toEqual(['disagree', 'agree_with_comments']);
    expect(given?.[0]?.conditions).toBe(conditions);
    expect((await tracked('MIPO'))?.opinion).toMatchObject({ opinion: 'agree_with_comments' });
    for (const name of ['Bors Helgan', 'Ana Thorne', 'Wyn Adair', 'Remy Falk'])
      expect(await opine(name, { opinion: 'agree' })).toEqual(refusal('NOT_FOUND'));
  });

  test('[RE2][VI9] while the round is blind the lead agency learns that there is one, not which', async () => {
    await givenRound(world, { blind: true });
    only(await opine('Tarn Vesk', { opinion: 'disagree', conditions: 'Only if.' }), 'Round');
    expect(await tracked('MIPO')).toMatchObject({ state: 'answered', opinion: null });
    await givenRound(world, { blind: true, closesAt: fromNow(-1) });
    expect(await tracked('MIPO')).toMatchObject({ opinion: { conditions: 'Only if.' } });
  });

  test('[RD4] not after the last call', async () => {
    await givenRound(world, { closesAt: fromNow(-HOUR), graceHours: 0 });
    expect(await opine('Tarn Vesk', { opinion: 'agree' })).toEqual(refusal('ROUND_CLOSED'));
    expect(await nothing('Tarn Vesk')).toEqual(refusal('ROUND_CLOSED'));
  });
});

describe('"no comments"', () => {
  test('[RE3] on the whole by the clearing officer; taken back it is silence again', async () => {
    expect(await nothing('Juno Karst')).toEqual(refusal('NOT_FOUND'));
    only(await nothing('Esme Farrow'), 'Round');
    only(await nothing('Esme Farrow'), 'Round');
    expect((await tracked('MER'))?.state).toBe('nil_return');
    await world.run(world.as('Esme Farrow'), TakeBackNilReturnDocument, {
      ...inConsultation(),
      sectionId: null,
    });
    expect((await tracked('MER'))?.state).toBe('silent');
  });

  test('[RE3][T4] on a section it is the ministry’s own note: the lead agency sees and hears nothing', async () => {
    const cursor = await currentCursor(world.as(LEAD), world.consultationId);
    only(await nothing('Orla Keth', 'b-0064'), 'Round');
    expect((await own('Sayla Vint'))?.nilSections).toEqual([world.sectionId('b-0064')]);
    expect((await tracked('MPH'))?.state).toBe('silent');
    const { eventsSince } = await world.run(world.as(LEAD), EventsSinceDocument, {
      ...inConsultation(),
      after: cursor,
      first: 50,
    });
    expect(eventsSince?.events).toEqual([]);
    expect((await own('Ilka Renn'))?.nilSections).toEqual([]);
  });

  test('[PR1][T7] a section out of scope and one that does not exist are one answer', async () => {
    const answers = await Promise.all(
      [world.sectionId('b-0147'), randomUUID()].map(async (sectionId) =>
        JSON.stringify(
          await world.ask(world.as('Ana Thorne'), GiveNilReturnDocument, { ...inConsultation(), sectionId }),
        ),
      ),
    );
    expect(answers[0]).toBe(answers[1]);
  });
});

test('[RE4][VI9] in a blind round lead agency and moderator are told who contradicts whom and where, no words', async () => {
  await givenRound(world, { blind: true });
  await cleared(world, { proposal: 'Sərhəd one.' });
  await cleared(world, { proposal: 'Sərhəd two.' }, 'Ilka Renn', 'Dav Moric');
  for (const name of [LEAD, 'Oren Daly']) {
    const { contradictions } = await roundFor(name);
    expect(
      contradictions?.map(({ blockId, organisations }) => [blockId, organisations.map((one) => one.code)]),
    ).toEqual([['b-0065', ['MLW', 'MPH']]]);
    expect(JSON.stringify(await roundFor(name))).not.toContain('Sərhəd');
  }
  for (const name of ['Ilka Renn', 'Sayla Vint', 'Remy Falk', 'Ana Thorne'])
    expect((await roundFor(name)).contradictions).toBeNull();
  await givenRound(world);
  expect((await roundFor(LEAD)).contradictions).toBeNull();
});

test('[RE1][T7] a consultation one has no part in and none at all are one answer', async () => {
  await world.dataSource.query('DELETE FROM membership WHERE consultation_id = $1 AND person_id = $2', [
    world.practiceId,
    world.personId('Nera Quill'),
  ]);
  const twins = async <R, V>(document: Operation<R, V>, of: (consultationId: string) => V) => {
    const answers = await Promise.all(
      [world.practiceId, randomUUID()].map((id) => world.ask(world.as('Nera Quill'), document, of(id))),
    );
    expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]));
    expect(JSON.stringify(answers[0])).toContain('NOT_FOUND');
  };
  await twins(DeclareWorkDocument, (consultationId) => ({ consultationId }));
  await twins(GiveNilReturnDocument, (consultationId) => ({ consultationId, sectionId: null }));
  await twins(TakeBackNilReturnDocument, (consultationId) => ({ consultationId, sectionId: null }));
  await twins(GiveOpinionDocument, (consultationId) => ({
    input: { consultationId, opinion: 'agree' as const },
  }));
  await twins(RemindSilentDocument, (consultationId) => ({ consultationId }));
});

test('[RE7][VI9][T10] in a blind round its agency hears when what the tracker shows changes, and not how often', async () => {
  await givenRound(world, { blind: true });
  const names = [LEAD, 'Sayla Vint', 'Ilka Renn', 'Ana Thorne'];
  const cursors = new Map(
    await Promise.all(
      names.map(async (name) => [name, await currentCursor(world.as(name), world.consultationId)] as const),
    ),
  );
  const answers = async (name: string) => {
    const after = cursors.get(name) ?? '';
    const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
      ...inConsultation(),
      after,
      first: 100,
    });
    const types = eventsSince?.events.map(({ type }) => type) ?? [];
    if (name === LEAD) expect(types.filter((type) => type.startsWith('comment_'))).toEqual([]);
    return types.filter((type) => type === 'round_answered').length;
  };
  const first = await cleared(world);
  expect(await Promise.all(names.map((name) => answers(name)))).toEqual([1, 1, 0, 0]);
  const second = await cleared(world);
  expect(await answers(LEAD)).toBe(1);
  const withdraw = (commentId: string) =>
    world.run(world.as('Brin Tolvar'), WithdrawCommentDocument, { commentId, reason: 'Ours.' });
  await withdraw(first.id);
  expect(await answers(LEAD)).toBe(1);
  await withdraw(second.id);
  expect((await tracked('MPH'))?.state).toBe('silent');
  expect(await answers(LEAD)).toBe(2);

  // An opinion is an answer already; a proposal that stands against another is something new to see.
  only(await opine('Brin Tolvar', { opinion: 'agree' }), 'Round');
  only(await opine('Dav Moric', { opinion: 'agree' }), 'Round');
  const one = await cleared(world, { proposal: 'Sərhəd one.' });
  expect(await answers(LEAD)).toBe(2);
  await cleared(world, { proposal: 'Sərhəd two.' }, 'Ilka Renn', 'Dav Moric');
  expect(await answers(LEAD)).toBe(3);
  await withdraw(one.id);
  expect((await roundFor(LEAD)).contradictions).toEqual([]);
  expect(await answers(LEAD)).toBe(4);
});
