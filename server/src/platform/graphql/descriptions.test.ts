import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { describeSchema } from './descriptions.js';

test('[GQ8] what nobody describes is named, and the schema is not built', () => {
  const mute = buildSchema('type Query { shoe(size: Int): Shoe } type Shoe { id: ID!, laces: Int }');
  expect(() => describeSchema(mute, {})).toThrow(
    'Nobody describes Query.shoe, Query.shoe(size), Shoe, Shoe.laces',
  );
});

test('[GQ8] what a part says of itself counts more than what its name says', () => {
  const schema = describeSchema(
    buildSchema('type Query { "The number on the door." id: ID, cursor: String }'),
    {},
  );
  const fields = schema.getQueryType()?.getFields();
  expect(fields?.['id']?.description).toBe('The number on the door.');
  expect(fields?.['cursor']?.description).toContain('Its place in the list');
});

test('[GQ8] every word of a list is explained, and no word that is not there', () => {
  const sizes = () => buildSchema('type Query { size: Size } enum Size { small "Too much." large }');
  expect(() => describeSchema(sizes(), {})).toThrow('Size.small');
  expect(() => describeSchema(sizes(), { Size: { small: 'Little.', huge: 'More.' } })).toThrow(
    'not there: Size.huge',
  );
});
