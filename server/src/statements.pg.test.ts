/** Every list of the schema, at 1, 10 and 100 of each thing: as many statements for a hundred as for one. */
import * as operations from '@concord/schema';
import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLOutputType,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { audienceOf } from './platform/audience.js';
import { LOOKER, multitude, type Multitude } from './testing/multitude.js';
import { statementsOf } from './testing/statements.js';
import { velmora } from './testing/world.js';

const world = velmora();
const crowds: Multitude[] = [];
/** For whom cursors of the looker are sealed, by consultation. */
const audiences = new Map<string, string>();

beforeAll(async () => {
  for (const n of [1, 10, 100]) crowds.push(await multitude(world, n));
  for (const { consultationId } of crowds) {
    const standing = await world.as(LOOKER).standing(consultationId);
    audiences.set(consultationId, standing ? audienceOf(standing) : '');
  }
  await world.dataSource.query('ANALYZE');
}, 120_000);

type Asked = {
  readonly document: DocumentNode;
  variables(crowd: Multitude): Record<string, unknown>;
};

const document = (name: string): DocumentNode => {
  const found = (operations as Record<string, unknown>)[`${name}Document`];
  if (!found) throw new Error(`There is no operation ${name}`);
  return found as DocumentNode;
};
const ofConsultation = ({ consultationId }: Multitude) => ({ consultationId });
const bySlug = ({ slug }: Multitude) => ({ slug });
// Whole sections: a page that ends within one reads of the rest what its comments lead to.
const list = ({ consultationId }: Multitude) => ({ consultationId, first: 96 });

/** All that a list of comments may carry, asked for at once. */
const WHOLE = `
  id replies { id author { id } organisation { id } } evidence { id } stances { id organisation { id } }
  outcomes { id decision { id outcomes { id } changes { before comment { id } } undoneBy { id } mayUndo } change { before } }
  withholdings { id organisation { id } body { start } proposal { start } } clarifications { id } moderation { tags assignee { id } notes { id author { id } } }
  clearance { authors { id } history { type person { id } actingFor { id } } mergedInto { id } change { before { body } } }
  section { id counts { open decided mine } variants { id outline { text } } }
  organisation { id } author { id } target { section { id } } anchor { words revision } may { decide } sealHolds
  consultation { id cursor myRoles } reconsideration { reason }`;
const whole = (text: string): DocumentNode => parse(text);

const asked: Record<string, Asked> = {
  Comments: { document: document('Comments'), variables: list },
  Inbox: { document: document('Inbox'), variables: list },
  Clearing: { document: document('Clearing'), variables: list },
  Conflicts: { document: document('Conflicts'), variables: ofConsultation },
  SettledConflicts: { document: document('SettledConflicts'), variables: ofConsultation },
  ConflictBoard: { document: document('ConflictBoard'), variables: ({ open }) => ({ commentId: open }) },
  SettledConflict: {
    document: document('SettledConflict'),
    variables: ({ decided }) => ({ commentId: decided }),
  },
  CommentModeration: { document: document('CommentModeration'), variables: ({ open }) => ({ id: open }) },
  Moderators: { document: document('Moderators'), variables: ofConsultation },
  Consultations: { document: document('Consultations'), variables: () => ({}) },
  ReadingConsultation: { document: document('ReadingConsultation'), variables: bySlug },
  RoundPage: { document: document('RoundPage'), variables: bySlug },
  EarlierRound: {
    document: document('EarlierRound'),
    variables: (crowd) => ({ ...bySlug(crowd), ordinal: 1 }),
  },
  SilenceRounds: { document: document('SilenceRounds'), variables: bySlug },
  Versions: { document: document('Versions'), variables: ofConsultation },
  Changes: {
    document: document('Changes'),
    variables: ({ consultationId }) => ({ consultationId, language: 'en', from: 1, to: null }),
  },
  ExitCheck: { document: document('ExitCheck'), variables: ofConsultation },
  Origin: {
    document: document('Origin'),
    variables: ({ sectionId }) => ({ sectionId, language: 'en', blockId: 'p-1', start: 0, end: 12 }),
  },
  InboxFacts: { document: document('InboxFacts'), variables: ofConsultation },
  MovedComments: {
    document: document('MovedComments'),
    variables: ({ sectionId }) => ({ id: sectionId, language: 'en', revision: 0 }),
  },
  EventsSince: {
    document: document('EventsSince'),
    variables: ({ consultationId, n }) => ({
      consultationId,
      // After those of the import: a page of events is read a hundred at a time.
      after: world.services.cursors.seal(consultationId, audiences.get(consultationId) ?? '', BigInt(n)),
      first: 50,
    }),
  },
  Record: {
    document: document('Record'),
    variables: ({ consultationId }) => ({ consultationId, filter: {}, first: 50 }),
  },
  Webhooks: {
    document: whole(
      'query ($consultationId: ID!) { webhooks(consultationId: $consultationId) { id } recordHead(consultationId: $consultationId) { hash } }',
    ),
    variables: ofConsultation,
  },
  WebhookDeliveries: {
    document: document('WebhookDeliveries'),
    variables: ({ webhookId }) => ({ webhookId, first: 50 }),
  },
  'a list of whole comments': {
    document: whole(
      `query ($consultationId: ID!, $first: Int!) { comments(consultationId: $consultationId, first: $first) { edges { node { ${WHOLE} } } } }`,
    ),
    variables: list,
  },
  'an inbox of whole comments': {
    document: whole(
      `query ($consultationId: ID!, $first: Int!) { inbox(consultationId: $consultationId, first: $first) { edges { node { ${WHOLE} } } } }`,
    ),
    variables: list,
  },
  PutOff: { document: document('PutOff'), variables: list },
  'an inbox with what is similar': {
    document: whole(
      `query ($consultationId: ID!, $first: Int!) { inbox(consultationId: $consultationId, first: $first) { edges { node { id moderation { similar { comment { id } } } } } } }`,
    ),
    // A section has six. The page ends in the middle of one: some of what is like its last ones is always on the next.
    variables: (crowd) => ({ ...list(crowd), first: Math.min(6 * crowd.n, 96) - 3 }),
  },
  'conflicts with what is prepared': {
    document: whole(
      `query ($consultationId: ID!) { conflicts(consultationId: $consultationId) { id section { id } lanes { ${WHOLE} } beside { id } compromises { id editedBy { id } } } }`,
    ),
    variables: ofConsultation,
  },
  'consultations with all around them': {
    document: whole(
      `{ consultations { id cursor organisations { id } sections { id counts { open } variants { id section { id } } }
         waiting { toClear } round { reminder mine { deadline } tracker { organisation { id } opinion { id } openQuestions } myResponse { opinions { id } } }
         silenceRounds { items { comment { id } objections { organisation { id } } } } } }`,
    ),
    variables: () => ({}),
  },
  oneself: {
    document: whole(
      `{ viewer { person { id } memberships { organisation { id } consultation { id lead { id } } } } apiTokens { id } }`,
    ),
    variables: () => ({}),
  },
};

type Cost = { readonly statements: number; readonly things: number };

/** Fewer happens: what has been read in an answer is not read again, and of few things more has been read. */
const isMoreForMore = ([single, ten, hundred]: readonly Cost[]): boolean =>
  Math.max(single?.statements ?? Infinity, hundred?.statements ?? Infinity) > (ten?.statements ?? 0);

/** What a request of its own, in one transaction, answers and asks of PostgreSQL. */
async function read(document: DocumentNode, variables: Record<string, unknown>) {
  let answer: unknown;
  // On one connection answers come in the order of the questions: on several, the luck of which comes first decides
  // what is read together.
  const ctx = world.as(LOOKER);
  const statements = await statementsOf(world.dataSource, () =>
    world.dataSource.transaction((manager) =>
      ctx.within(manager, async () => {
        answer = await world.run(ctx, document, variables);
      }),
    ),
  );
  return { answer, statements };
}

describe('[SQ1] a list costs as many statements for a hundred as for one', () => {
  test.each(Object.keys(asked))('%s', async (name) => {
    const one = asked[name];
    if (!one) throw new Error('It is in the table');
    const cost = async (crowd: (typeof crowds)[number]): Promise<Cost> => {
      const { answer, statements } = await read(one.document, one.variables(crowd));
      return { statements: statements.length, things: JSON.stringify(answer).split('__typename').length };
    };
    const costs: Cost[] = [];
    for (const crowd of crowds) costs.push(await cost(crowd));
    // Which answers come in one piece is luck still, and what comes apart is read on from apart: the least of a few tries
    // is what is asked. A list that asks for each of its things does so every time.
    for (let tries = 1; tries < 4 && isMoreForMore(costs); tries += 1)
      for (const [index, crowd] of crowds.entries()) {
        const again = await cost(crowd);
        if (again.statements < (costs[index]?.statements ?? 0)) costs[index] = again;
      }
    const ten = costs[1]?.statements;
    expect(Math.min(...costs.map(({ things }) => things))).toBeGreaterThan(2);
    // Beginning and end of the transaction are two.
    expect(ten).toBeGreaterThan(2);
    expect(isMoreForMore(costs), JSON.stringify(costs)).toBe(false);
  });

  test.each(['Comments', 'Inbox'])('[SQ2] %s, and in the same words', async (name) => {
    const texts = [];
    for (const crowd of crowds.slice(1))
      texts.push((await read(document(name), list(crowd))).statements.toSorted());
    expect(texts[1]).toEqual(texts[0]);
    expect(new Set(texts[0]).size).toBe(texts[0]?.length);
  });

  test('every list of the schema is among them', () => {
    const seen = new Set<string>();
    for (const { document: one } of Object.values(asked)) {
      const types = new TypeInfo(world.schema);
      visit(
        one,
        visitWithTypeInfo(types, {
          Field() {
            const parent = types.getParentType();
            const field = types.getFieldDef();
            if (parent && field) seen.add(`${parent.name}.${field.name}`);
          },
        }),
      );
    }
    const lists = Object.values(world.schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) &&
      !type.name.startsWith('__') &&
      type.name !== 'Mutation' &&
      type.name !== 'Subscription'
        ? Object.values(type.getFields()).flatMap((field) =>
            isListOfObjects(field.type) ? [`${type.name}.${field.name}`] : [],
          )
        : [],
    );
    expect(lists.filter((name) => !seen.has(name) && !elsewhere.has(name))).toEqual([]);
  });
});

/** Answers of mutations, and what is read from a file, not from rows. */
const elsewhere = new Set([
  'CommentsCleared.comments',
  'SeveralRefused.items',
  'ImportPreview.losses',
  'ImportPreview.sections',
  'ImportApplied.sections',
]);

function isListOfObjects(type: GraphQLOutputType): boolean {
  const bare = isNonNullType(type) ? type.ofType : type;
  return isListType(bare) && isCompositeType(getNamedType(type));
}
