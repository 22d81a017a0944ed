import { randomUUID } from 'node:crypto';
import {
  ChangeRoundDocument,
  ClearCommentDocument,
  CommentByIdDocument,
  DraftCommentDocument,
  EventsSinceDocument,
  ExtendRoundDocument,
  PauseRoundDocument,
  ReadingConsultationDocument,
  ResumeRoundDocument,
  ReviseCommentDocument,
  RoundPageDocument,
  type ChangeRoundInput,
} from '@concord/schema';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainEvent } from '../platform/events/events.entity.js';
import { commentIn, drafted, draftInput, only } from '../testing/comments.js';
import { DAY, fromNow, givenRound, HOUR, waitingForLocks } from '../testing/rounds.js';
import { velmora, type Operation } from '../testing/world.js';

const world = velmora();
const LEAD = 'Mira Solt';
/** Emergencies: its contributor. */
const PELL = 'Pell Anders';

beforeEach(() => givenRound(world));

const refusal = (code: string, field: string | null = null): unknown =>
  expect.objectContaining({ __typename: 'Refused', code, field });
const roundFor = async (name: string) => {
  const { consultation } = await world.run(world.as(name), RoundPageDocument, { slug: 'velmora-2025' });
  if (!consultation?.round) throw new Error('No round');
  return consultation.round;
};

async function change(wanted: Partial<ChangeRoundInput>, name = LEAD) {
  const { version, opensAt, closesAt, graceHours, blind } = await roundFor(LEAD);
  const { consultationId } = world;
  const input = { consultationId, version, opensAt, closesAt, graceHours, blind, ...wanted };
  return (await world.run(world.as(name), ChangeRoundDocument, { input })).changeRound;
}
const extension = (code: string, closesAt: Date, reason = 'The flood of May.') => ({
  input: {
    consultationId: world.consultationId,
    organisationId: world.organisationId(code),
    closesAt: closesAt.toISOString(),
    reason,
  },
});
const extend = async (...wanted: Parameters<typeof extension>) =>
  (await world.run(world.as(LEAD), ExtendRoundDocument, extension(...wanted))).extendRound;
const pause = async (reason = 'A new draft is coming.') =>
  (await world.run(world.as(LEAD), PauseRoundDocument, { consultationId: world.consultationId, reason }))
    .pauseRound;
const resume = async () =>
  (await world.run(world.as(LEAD), ResumeRoundDocument, { consultationId: world.consultationId }))
    .resumeRound;
const draft = async (author = 'Sayla Vint') =>
  (await world.run(world.as(author), DraftCommentDocument, { input: await draftInput(world) })).draftComment;
const clear = async (commentId: string, officer = 'Brin Tolvar', late = false) =>
  (await world.run(world.as(officer), ClearCommentDocument, { commentId, version: 1, late })).clearComment;

describe('dates', () => {
  test('[RD7] the dates of a consultation are those of its written round', async () => {
    const closesAt = fromNow(3 * DAY).toISOString();
    only(await change({ closesAt, graceHours: 48 }), 'Round');
    const { consultation } = await world.run(world.as('Sayla Vint'), ReadingConsultationDocument, {
      slug: 'velmora-2025',
    });
    expect(consultation?.closesAt).toBe(closesAt);
    const { mine } = await roundFor('Sayla Vint');
    expect(mine).toMatchObject({ deadline: closesAt, phase: 'open', blind: false, extendedTo: null });
  });

  test.each([
    ['a closing before the opening', { closesAt: fromNow(-2 * DAY).toISOString() }, 'closesAt'],
    ['a closing in the past', { closesAt: fromNow(-HOUR).toISOString() }, 'closesAt'],
    ['grace of a month', { graceHours: 720 }, 'graceHours'],
  ])('[RD7] %s is refused and changes nothing', async (_name, wanted, field) => {
    const { version } = await roundFor(LEAD);
    expect(await change(wanted)).toEqual(refusal('INVALID_INPUT', field));
    expect((await roundFor(LEAD)).version).toBe(version);
  });

  test('[RD7] of two people of the lead agency who change it at once one is told', async () => {
    const { version } = await roundFor(LEAD);
    const answers = await Promise.all(
      [2, 3].map((days) => change({ version, closesAt: fromNow(days * DAY).toISOString() })),
    );
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['Refused', 'Round']);
  });

  test('[RD6] a later closing opens a closed round again; what everybody has seen is not blind then', async () => {
    await givenRound(world, { opensAt: fromNow(-9 * DAY), closesAt: fromNow(-2 * DAY), blind: true });
    expect(await draft()).toEqual(refusal('ROUND_CLOSED'));
    expect(only(await change({ closesAt: fromNow(DAY).toISOString() }), 'Round').blind).toBe(false);
    commentIn(await draft());
  });

  test('[RD6] a blind round in which somebody has spoken stays blind and does not open later', async () => {
    await givenRound(world, { blind: true });
    commentIn(await clear(commentIn(await draft()).id));
    expect(await change({ blind: false })).toEqual(refusal('WRONG_STATE', 'blind'));
    const opensAt = fromNow(HOUR).toISOString();
    expect(await change({ opensAt, closesAt: fromNow(2 * DAY).toISOString() })).toEqual(
      refusal('WRONG_STATE', 'opensAt'),
    );
    expect((await roundFor(LEAD)).blind).toBe(true);
  });
});

describe('more time for one', () => {
  test('[RD2] only that organisation changes; the log keeps the fact, not the words', async () => {
    await givenRound(world, { closesAt: fromNow(-HOUR), graceHours: 0 });
    const until = fromNow(3 * DAY);
    only(await extend('MCP', until), 'Round');
    expect((await roundFor(PELL)).mine).toMatchObject({
      deadline: until.toISOString(),
      phase: 'open',
      extensionReason: 'The flood of May.',
    });
    commentIn(await draft(PELL));
    for (const name of ['Sayla Vint', 'Ilka Renn', 'Ana Thorne'])
      expect((await roundFor(name)).mine).toMatchObject({ phase: 'closed', extensionReason: null });
    expect(await draft('Sayla Vint')).toEqual(refusal('ROUND_CLOSED'));

    const event = await world.dataSource.manager.findOneByOrFail(DomainEvent, { type: 'round_extended' });
    expect(event).toMatchObject({
      actorId: world.personId(LEAD),
      audience: { organisationId: world.organisationId('MCP') },
      data: { closesAt: until.toISOString() },
    });
    expect(JSON.stringify(event)).not.toContain('flood');
  });

  test('[RD2] not earlier than what it has, not for strangers, not without a reason', async () => {
    expect(await extend('MCP', fromNow(HOUR))).toEqual(refusal('INVALID_INPUT', 'closesAt'));
    expect(await extend('MJL', fromNow(3 * DAY))).toEqual(refusal('NOT_FOUND', 'organisationId'));
    expect(await extend('MCP', fromNow(3 * DAY), '  ')).toEqual(refusal('REASON_REQUIRED', 'reason'));
    only(await extend('MCP', fromNow(3 * DAY)), 'Round');
    expect(await extend('MCP', fromNow(2 * DAY))).toEqual(refusal('INVALID_INPUT', 'closesAt'));
  });

  test('[RD9][T4] the extension of one is heard by it and the lead agency, and by nobody else', async () => {
    const before = await Promise.all(
      [PELL, LEAD, 'Sayla Vint', 'Oren Daly'].map(async (name) => ({ name, cursor: await cursorOf(name) })),
    );
    only(await extend('MCP', fromNow(3 * DAY)), 'Round');
    const heard = await Promise.all(before.map(({ name, cursor }) => heardBy(name, cursor)));
    expect(heard).toEqual([['round_extended'], ['round_extended'], [], []]);
  });
});

describe('a pause', () => {
  test('[RD3][RD4] refuses new comments and clearing with a sentence; drafts are kept and go on', async () => {
    const { id } = await drafted(world);
    only(await pause(), 'Round');
    const refused = await draft();
    expect(refused).toEqual(refusal('ROUND_PAUSED'));
    expect(only(refused, 'Refused').message).toContain('paused');
    expect(await clear(id)).toEqual(refusal('ROUND_PAUSED'));
    const { reviseComment } = await world.run(world.as('Sayla Vint'), ReviseCommentDocument, {
      input: {
        commentId: id,
        version: 1,
        type: 'general',
        severity: 'minor',
        visibility: 'participants',
        body: 'Later.',
      },
    });
    expect(commentIn(reviseComment)).toMatchObject({ status: 'draft', body: 'Later.', version: 2 });
    expect(await pause()).toEqual(refusal('WRONG_STATE'));
    only(await resume(), 'Round');
    commentIn(await draft());
    expect(await resume()).toEqual(refusal('WRONG_STATE'));
  });

  test('[RD4] a comment waits for a pause that is being written, and is then refused', async () => {
    const runner = world.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('UPDATE round SET paused_at = now() WHERE consultation_id = $1', [
        world.consultationId,
      ]);
      const answer = draft();
      await Promise.race([answer, waitingForLocks(world, 1)]);
      await runner.commitTransaction();
      expect(await answer).toEqual(refusal('ROUND_PAUSED'));
    } finally {
      await runner.release();
    }
  });

  test('[RD4] a pause and comments at the same moment: each comment is wholly before it or refused', async () => {
    const inputs = await Promise.all(Array.from({ length: 8 }, () => draftInput(world)));
    const [paused, ...answers] = await Promise.all([
      pause(),
      ...inputs.map((input) => world.run(world.as('Sayla Vint'), DraftCommentDocument, { input })),
    ]);
    only(paused, 'Round');
    for (const { draftComment } of answers)
      if (draftComment.__typename === 'Refused') expect(draftComment.code).toBe('ROUND_PAUSED');
    const input = inputs[0];
    if (!input) throw new Error('No input');
    const { draftComment } = await world.run(world.as('Sayla Vint'), DraftCommentDocument, {
      input: { ...input, key: randomUUID() },
    });
    expect(draftComment).toEqual(refusal('ROUND_PAUSED'));
  });
});

describe('after the deadline', () => {
  test('[RD4] within the grace a draft still becomes official, after it no longer, and it stays in the ministry', async () => {
    const [first, second] = [await drafted(world), await drafted(world)];
    await givenRound(world, { closesAt: fromNow(-HOUR) });
    expect((await roundFor('Sayla Vint')).mine.phase).toBe('grace');
    expect(await clear(first.id)).toEqual(refusal('LATE'));
    commentIn(await clear(first.id, 'Brin Tolvar', true));
    await givenRound(world, { closesAt: fromNow(-25 * HOUR) });
    expect(await clear(second.id)).toEqual(refusal('ROUND_CLOSED'));
    const { comment } = await world.run(world.as('Sayla Vint'), CommentByIdDocument, { id: second.id });
    expect(comment).toMatchObject({ status: 'draft', body: second.body });
  });

  test('[CO1][RD4] a draft that was taken before is taken, however late its answer is asked for again', async () => {
    const input = await draftInput(world);
    const first = await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input });
    await givenRound(world, { closesAt: fromNow(-2 * DAY), graceHours: 0 });
    const again = await world.run(world.as('Sayla Vint'), DraftCommentDocument, { input });
    expect(commentIn(again.draftComment).id).toBe(commentIn(first.draftComment).id);
  });
});

describe('who runs a round', () => {
  const twins = async <R, V>(name: string | null, document: Operation<R, V>, real: V, missing: V) =>
    Promise.all(
      [real, missing].map(async (variables) =>
        JSON.stringify(await world.ask(world.as(name), document, variables)),
      ),
    );

  test.each(['Brin Tolvar', 'Oren Daly', 'Remy Falk', 'Ana Thorne', null])(
    '[RD9][T7] for %s there is nothing to run: not theirs and not there are one answer',
    async (name) => {
      const consultationId = randomUUID();
      const dates = { version: 1, graceHours: 1, blind: false };
      const real = extension('MPH', fromNow(3 * DAY));
      const pairs = await Promise.all([
        twins(
          name,
          ChangeRoundDocument,
          { input: { consultationId: world.consultationId, ...dates } },
          { input: { consultationId, ...dates } },
        ),
        twins(name, ExtendRoundDocument, real, { input: { ...real.input, consultationId } }),
        twins(
          name,
          PauseRoundDocument,
          { consultationId: world.consultationId, reason: 'x' },
          { consultationId, reason: 'x' },
        ),
        twins(name, ResumeRoundDocument, { consultationId: world.consultationId }, { consultationId }),
      ]);
      for (const [answer, none] of pairs) {
        expect(answer).toBe(none);
        expect(answer).toContain('Refused');
      }
      expect((await roundFor(LEAD)).pausedAt).toBeNull();
    },
  );
});

const cursorOf = async (name: string): Promise<string> => {
  const { consultation } = await world.run(world.as(name), RoundPageDocument, { slug: 'velmora-2025' });
  return consultation?.cursor ?? '';
};
async function heardBy(name: string, after: string): Promise<string[]> {
  const { consultationId } = world;
  const { eventsSince } = await world.run(world.as(name), EventsSinceDocument, {
    consultationId,
    after,
    first: 50,
  });
  return (eventsSince?.events ?? []).map(({ type }) => type);
}
