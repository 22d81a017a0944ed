import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { operations } from '@concord/schema/operations';
import { buildSchema, getOperationAST, Lexer, parse, Source, TokenKind } from 'graphql';
import { describe, expect, test } from 'vitest';
import { limits, measured, oversized, oversizedVariables, priceOf } from './limits.js';

const sdl = readFileSync(fileURLToPath(import.meta.resolve('@concord/schema/schema.graphql')), 'utf8');
const schema = buildSchema(sdl);

const tokensOf = (text: string): number => {
  const lexer = new Lexer(new Source(text));
  let count = 0;
  while (lexer.advance().kind !== TokenKind.EOF) count += 1;
  return count;
};

const price = (text: string, variables: Record<string, unknown> = {}): number => {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('Every text has one operation');
  return priceOf(schema, document, operation)(variables);
};

describe('limits', () => {
  test('[GQ3] leave every operation of our own client room for as much again', () => {
    const needs = {
      tokens: 0,
      fields: 0,
      aliases: 0,
      rootFields: 0,
      directives: 0,
      fragments: 0,
      repeats: 0,
      cost: 0,
    };
    let depth = 0;
    for (const text of Object.values(operations)) {
      const found = measured(parse(text));
      const sizes = { ...found, tokens: tokensOf(text), cost: price(text, { first: limits.first }) };
      for (const what of Object.keys(needs) as (keyof typeof needs)[])
        needs[what] = Math.max(needs[what], sizes[what]);
      depth = Math.max(depth, found.depth);
    }
    for (const [what, need] of Object.entries(needs))
      expect(need * 2, what).toBeLessThanOrEqual(limits[what as keyof typeof needs]);
    expect(depth).toBeLessThan(limits.depth);
  });

  const comments = (first: string): string =>
    `query ($n: Int = 7) { comments(consultationId: "x", ${first}) { totalCount edges { node { section { id } } } } }`;

  test('[GQ3] a list costs what it is asked for, one without a length what such lists are long', () => {
    // The connection, and of each of its edges the node and its section.
    expect(price(comments('first: 5'))).toBe(1 + 5 * 3);
    expect(price(comments('first: $n'), { n: 9 })).toBe(1 + 9 * 3);
    expect(price(comments('first: $n'))).toBe(1 + 7 * 3);
    expect(price('{ comments(consultationId: "x") { edges { node { id } } } }')).toBe(1 + 50 * 2);
    expect(price('{ consultations { id } }')).toBe(10);
  });

  test.each(['first: 101', 'first: 0', 'first: -1', 'first: 1000000000'])(
    '[GQ3] nobody is given %s',
    (first) => {
      expect(() => price(comments(first))).toThrow('from 1 to 100');
      const n = Number(first.replace('first: ', ''));
      expect(() => price(comments('first: $n'), { n })).toThrow('from 1 to 100');
    },
  );

  test('[GQ3] fragments within fragments are counted, not spelled out', () => {
    const bomb = ['{ consultations { ...F0 } }'];
    for (let n = 0; n < 39; n += 1) bomb.push(`fragment F${n} on Consultation { ...F${n + 1} ...F${n + 1} }`);
    bomb.push('fragment F39 on Consultation { id }');
    expect(measured(parse(bomb.join(' '))).fields).toBe(2 ** 39 + 1);
    expect(oversized(parse(bomb.join(' ')))?.message).toBe('More than 1200 fields');
    expect(measured(parse('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).fields).toBe(
      0,
    );
  });

  test('[GQ3] variables are bounded in size, number and depth', () => {
    const { characters, values, depth } = limits.variables;
    let deep: unknown = 1;
    for (let n = 0; n <= depth; n += 1) deep = [deep];
    expect(oversizedVariables({ a: 'x'.repeat(characters + 1) })?.message).toContain('characters');
    expect(oversizedVariables({ a: Array.from({ length: values }, () => 1) })?.message).toContain('values');
    expect(oversizedVariables({ a: deep })?.message).toContain('levels');
    expect(oversizedVariables({ a: { b: [1, 'two', null] } })).toBeNull();
  });
});
