/**
 * "Not yours" and "not there" are one answer: the same bytes, by the same statements, for every operation that takes an
 * id, whoever asks. And among several ids, one that is not the actor's spoils the whole, changes nothing, tells nothing.
 */
import { randomUUID } from 'node:crypto';
import { getNamedType, isInputObjectType, parse, type GraphQLField, type GraphQLInputType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { cleared, drafted, draftInput } from './testing/comments.js';
import { everything } from './testing/faults.js';
import { actors, idOf, prepareActors, requestOf, type Code } from './testing/policy/actors.js';
import { callOf, everythingOf, makerOf, variablesOf, type Call } from './testing/policy/documents.js';
import { ofMutation, ofQuery } from './testing/policy/outcomes.js';
import { before, subjectOf, subjectsOf, tidyAfter } from './testing/policy/subjects.js';
import { valuesOf } from './testing/policy/values.js';
import { statementsOf } from './testing/statements.js';
import { velmora } from './testing/world.js';

const world = velmora();
let subjects: ReturnType<typeof subjectsOf>;
let values: ReturnType<typeof valuesOf>;

beforeAll(async () => {
  await prepareActors(world);
  subjects = subjectsOf(world);
  values = valuesOf(world, (await draftInput(world)).target);
});

type Field = GraphQLField<unknown, unknown>;
type Operation = { readonly kind: 'query' | 'mutation'; readonly field: Field };

/** Whether anything that an operation takes is declared as an id of what it is about. */
const takesIds = (field: Field): boolean =>
  field.args.some(({ extensions, type }) => extensions['taken'] === 'its' || holdsIds(type));
function holdsIds(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return (
    isInputObjectType(named) &&
    Object.values(named.getFields()).some((one) => one.extensions['taken'] === 'its' || holdsIds(one.type))
  );
}

const operations = (): Operation[] =>
  (['query', 'mutation'] as const).flatMap((kind) => {
    const root = kind === 'query' ? world.schema.getQueryType() : world.schema.getMutationType();
    return (
      Object.values(root?.getFields() ?? {})
        // An invitation names the address of the server, which only a request over HTTP knows.
        .filter((field) => takesIds(field) && field.name !== 'invite')
        .map((field) => ({ kind, field }))
    );
  });

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Those who have no part in the consultation: for them that too is not there. */
const strangers: readonly Code[] = ['an', 'st', 're'];

/** The same call about things that never were: each id is another, but for the consultation that one takes part in. */
function aboutNothing(call: Call, code: Code): { call: Call; names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  const text = JSON.stringify(call.variables).replaceAll(UUID, (id) => {
    if (id === world.consultationId && !strangers.includes(code)) return id;
    const other = names.get(id) ?? randomUUID();
    names.set(id, other);
    return other;
  });
  const variables = JSON.parse(text) as Record<string, unknown>;
  if ('slug' in variables && strangers.includes(code)) variables['slug'] = 'no-such-consultation';
  return { call: { ...call, variables }, names };
}

type Answer = { data?: Record<string, unknown> | null; errors?: readonly unknown[] };

async function asked(code: Code, { query, variables }: Call) {
  const ctx = await requestOf(world, code);
  let answer: Answer = {};
  const statements = await statementsOf(world.dataSource, async () => {
    answer = JSON.parse(JSON.stringify(await world.ask(ctx, parse(query), variables))) as Answer;
  });
  // What is asked at once goes out in any order.
  return { answer, statements: statements.toSorted() };
}

describe('[PM4][T4][T7] what is not theirs is not there', () => {
  test(
    'for every operation with an id and everybody: the same bytes by the same statements',
    {
      timeout: 600_000,
    },
    async () => {
      const cells: string[] = [];
      const told: string[] = [];
      for (const { kind, field } of operations()) {
        await before(world)[field.name]?.();
        const about = await subjects[subjectOf[field.name] ?? 'consultation']();
        for (const { code } of actors) {
          if (code === 'pr' || code === 'su') continue;
          const after = world.services.cursors.seal(world.consultationId, await idOf(world, code), 0n);
          // Lists are read from their beginning.
          const begun = field.name === 'eventsSince' ? { after } : {};
          const make = makerOf(field.name, { ...about, ...begun }, values);
          const variables = variablesOf(field.name, field.args, make);
          const call = callOf(kind, field, variables, everythingOf(field.type, 1));
          const letterOf = (answer: Answer) =>
            kind === 'query' ? ofQuery(answer, field.name) : ofMutation(answer, field.name);
          const { call: nothing, names } = aboutNothing(call, code);
          const missing = await asked(code, nothing);
          // Only what is not theirs: what they see may be refused for reasons that they know.
          if (!'.0-!'.includes(letterOf(missing.answer))) continue;
          const hidden = await asked(code, call);
          const letter = letterOf(hidden.answer);
          if (letter !== letterOf(missing.answer)) continue;
          let text = JSON.stringify(hidden.answer);
          for (const [id, other] of names) text = text.replaceAll(id, other);
          const cell = `${field.name} for ${code}`;
          if (text !== JSON.stringify(missing.answer)) told.push(`${cell}: ${text}`);
          if (hidden.statements.join('\n') !== missing.statements.join('\n'))
            told.push(
              `${cell}: ${hidden.statements.length} statements, and ${missing.statements.length} where nothing is`,
            );
          cells.push(cell);
        }
        await tidyAfter(world)[field.name]?.();
      }
      expect(told).toEqual([]);
      expect(cells.length).toBeGreaterThan(400);
    },
  );
});

/** Three of a kind: the actor's own, another organisation's, and one that is not there. */
type Kinds = { readonly mine: string; readonly theirs: string; readonly nothing: string };
type Choice = keyof Kinds;
const choices = ['mine', 'theirs', 'nothing'] as const;

const mixes = (length: number): Choice[][] =>
  length === 0 ? [[]] : mixes(length - 1).flatMap((mix) => choices.map((choice) => [...mix, choice]));

/** Operations with several ids: who asks, and how the ids go in. */
type Swap = {
  readonly code: Code;
  readonly operation: string;
  readonly ids: number;
  readonly kinds: () => Promise<Kinds>;
  readonly given: (ids: readonly string[]) => Record<string, unknown>;
};

const drafts = async (): Promise<Kinds> => ({
  mine: (await drafted(world, {}, 'Ilka Renn')).id,
  theirs: (await drafted(world)).id,
  nothing: randomUUID(),
});
const officials = async (): Promise<Kinds> => ({
  mine: (await cleared(world)).id,
  theirs: (await drafted(world)).id,
  nothing: randomUUID(),
});
const versioned = (commentId: string | undefined) => ({ commentId, version: 1 });
const noted = (commentId: string | undefined) => ({ commentId, disposition: 'noted', reason: 'Read.' });
const key = 'a-key-of-this-test';

const swaps = (): Swap[] => {
  const { consultationId } = world;
  return [
    {
      code: 'oo',
      operation: 'mergeDrafts',
      ids: 2,
      kinds: drafts,
      given: ([into, other]) => ({ into: versioned(into), duplicates: [versioned(other)] }),
    },
    {
      code: 'oo',
      operation: 'clearComments',
      ids: 3,
      kinds: drafts,
      given: (ids) => ({ items: ids.map(versioned), late: true }),
    },
    {
      code: 'mo',
      operation: 'clusterComments',
      ids: 3,
      kinds: officials,
      given: ([commentId, ...others]) => ({ commentId, others }),
    },
    {
      code: 'mo',
      operation: 'decide',
      ids: 2,
      kinds: officials,
      given: (ids) => ({ input: { key, outcomes: ids.map(noted) } }),
    },
    {
      code: 'mo',
      operation: 'decide',
      ids: 2,
      kinds: officials,
      given: ([commentId, intoId]) => ({
        input: { key, outcomes: [{ ...noted(commentId), disposition: 'superseded', intoId }] },
      }),
    },
    {
      code: 'mo',
      operation: 'openSilenceRound',
      ids: 2,
      kinds: officials,
      given: (ids) => ({ input: { key, consultationId, hours: 72, items: ids.map(noted) } }),
    },
    {
      code: 'mo',
      operation: 'triageComment',
      ids: 1,
      kinds: officials,
      given: ([commentId]) => ({ input: { commentId, tags: ['seen'] } }),
    },
    {
      code: 'oo',
      operation: 'setClearanceChain',
      ids: 2,
      kinds: people,
      given: ([one, other]) => ({ input: { consultationId, focalPoints: [one], legalUnit: [other] } }),
    },
    {
      code: 'le',
      operation: 'extendRound',
      ids: 2,
      kinds: places,
      given: ([first, second]) => ({
        input: {
          consultationId: first,
          organisationId: organisationIn(second),
          closesAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
          reason: 'Late.',
        },
      }),
    },
    {
      code: 'oc',
      operation: 'giveNilReturn',
      ids: 2,
      kinds: places,
      given: ([first, second]) => ({ consultationId: first, sectionId: sectionIn(second) }),
    },
  ];
};

/** Colleagues of the officer who asks, somebody of another ministry, nobody. */
const people = async (): Promise<Kinds> => ({
  mine: world.personId('Ilka Renn'),
  theirs: world.personId('Sayla Vint'),
  nothing: randomUUID(),
});

/** The consultation of the actor, one in which they have no part, none. */
const places = async (): Promise<Kinds> => {
  await world.dataSource.query('DELETE FROM membership WHERE consultation_id = $1', [world.practiceId]);
  return { mine: world.consultationId, theirs: world.practiceId, nothing: randomUUID() };
};
const organisationIn = (place: string | undefined): string =>
  place === world.consultationId ? world.organisationId('MPH') : (place ?? '');
const sectionIn = (place: string | undefined): string =>
  place === world.consultationId ? world.sectionId('b-0064') : (place ?? '');

describe('[PM5][T4] ids of mine, of theirs, and of nothing, in every mixture', () => {
  test('change nothing and tell nothing unless all are mine', { timeout: 600_000 }, async () => {
    const told: string[] = [];
    let spoiled = 0;
    for (const { code, operation, ids, kinds, given } of swaps()) {
      const field = world.schema.getMutationType()?.getFields()[operation];
      if (!field) throw new Error(operation);
      const of = await kinds();
      const never = randomUUID();
      for (const mix of mixes(ids)) {
        if (!mix.includes('theirs')) continue;
        const call = (chosen: readonly Choice[], theirs = of.theirs): Call =>
          callOf(
            'mutation',
            field,
            given(chosen.map((choice) => (choice === 'theirs' ? theirs : of[choice]))),
            everythingOf(field.type, 1),
          );
        const state = await everything(world.dataSource);
        const { answer } = await asked(code, call(mix));
        const { answer: other } = await asked(code, call(mix, never));
        const name = `${operation}(${mix.join(', ')})`;
        if (JSON.stringify(answer).replaceAll(of.theirs, never) !== JSON.stringify(other))
          told.push(`${name}: ${JSON.stringify(answer)} and ${JSON.stringify(other)}`);
        if (ofMutation(answer, operation) === '+') told.push(`${name} was done`);
        if (JSON.stringify(await everything(world.dataSource)) !== JSON.stringify(state))
          told.push(`${name} changed something`);
        spoiled += 1;
      }
      const all = await asked(
        code,
        callOf(
          'mutation',
          field,
          given(Array.from({ length: ids }, () => of.mine)),
          everythingOf(field.type, 1),
        ),
      );
      expect(ofMutation(all.answer, operation), `${operation} with ids of mine`).not.toBe('.');
    }
    expect(told).toEqual([]);
    expect(spoiled).toBeGreaterThan(40);
  });
});
