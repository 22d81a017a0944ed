import 'reflect-metadata';
import { buildSchema, isInputObjectType, isIntrospectionType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { declareAccess, type Access } from './access.js';
import { createSchema } from './schema.js';

const sdl = `
  type Query { draft(id: ID!): Draft, drafts(filter: Filter): [Draft!]! }
  type Draft { id: ID!, words: String! }
  input Filter { mine: Boolean }
`;
const whole: Access = {
  asks: { readDraft: () => true },
  fields: {
    Query: { readDraft: 'draft(id: its) drafts(filter: fields)' },
    Draft: { readDraft: 'id words' },
  },
  inputs: { Filter: { narrows: 'mine' } },
};
const build = (change: Partial<Access>) => declareAccess(buildSchema(sdl), [{ ...whole, ...change }]);
const fields = (change: Access['fields']) => build({ fields: { ...whole.fields, ...change } });

describe('[PM1] the schema does not build', () => {
  test.each([
    [
      'with a field without a policy',
      () => fields({ Draft: { readDraft: 'id' } }),
      'Draft.words has no policy',
    ],
    [
      'with an argument that nobody says how it is taken',
      () => fields({ Query: { readDraft: 'draft drafts(filter: fields)' } }),
      'Query.draft(id) is taken in no declared way',
    ],
    ['with an input field that is not declared', () => build({ inputs: {} }), 'Filter.mine is taken in no'],
    [
      'with a policy that nobody brings',
      () => fields({ Draft: { readMinds: 'id words' } }),
      'the policy readMinds, which nobody declares',
    ],
    [
      'with a way of taking that does not exist',
      () => fields({ Query: { readDraft: 'draft(id: trusted) drafts(filter: fields)' } }),
      'Query.draft(id) is taken in no declared way',
    ],
    [
      'with what is declared and gone',
      () => fields({ Draft: { readDraft: 'id words author' } }),
      'Draft.author is declared and not there',
    ],
    ['with a field declared twice', () => fields({ Draft: { readDraft: 'id words', given: 'id' } }), 'twice'],
  ])('%s', (_, work, problem) => {
    expect(work).toThrow(problem);
  });

  test('and builds when everything is declared', () => {
    expect(build({}).getQueryType()?.getFields()['draft']?.extensions).toMatchObject({ policy: 'readDraft' });
  });
});

test('[PM1] every field and argument of the service has its policy at hand', () => {
  const types = Object.values(createSchema(new Map()).getTypeMap()).filter(
    (type) => !isIntrospectionType(type),
  );
  const fields = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()));
  const inputs = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  const taken = [...fields.flatMap(({ args }) => args), ...inputs];
  expect(fields.filter(({ extensions }) => !extensions['policy'])).toEqual([]);
  expect(taken.filter(({ extensions }) => !extensions['taken'])).toEqual([]);
  expect(fields.length).toBeGreaterThan(300);
  expect(taken.length).toBeGreaterThan(100);
});
