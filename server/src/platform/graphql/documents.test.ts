import { buildSchema, Kind, type ASTVisitor } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createDocuments, hashOf, isRead, usualRoom } from './documents.js';

const schema = buildSchema('type Query { name: String, friend: Query }');

/** A rule that tells how often a document was validated. */
function counting() {
  let looks = 0;
  const rule = (): ASTVisitor => ({ [Kind.DOCUMENT]: () => void (looks += 1) });
  return { rule, looks: () => looks };
}

describe('documents', () => {
  test('[GQ1] a text is parsed and validated once, whoever sends it and however often', () => {
    const counter = counting();
    const documents = createDocuments(schema, [counter.rule]);
    const first = documents.read('{ name }');
    expect(documents.read('{ name }')).toBe(first);
    expect(documents.remembered(hashOf('{ name }'))).toBe(first);
    expect(counter.looks()).toBe(1);
  });

  test.each([
    ['an unknown field', '{ shoeSize }', 'Cannot query field'],
    ['no document', '{{{', 'Syntax Error'],
    ['nothing', '', 'Syntax Error'],
    ['thousands of words', `{ ${'name '.repeat(3_001)} }`, 'Parsing aborted'],
    ['a circle', '{ ...A } fragment A on Query { ...A }', 'itself'],
  ])('[GQ1] what is wrong is told, and not remembered: %s', (_name, source, problem) => {
    const documents = createDocuments(schema, []);
    const read = documents.read(source);
    if (isRead(read)) throw new Error('It is no document');
    expect(read.errors[0]?.message).toContain(problem);
    expect(documents.remembered(hashOf(source))).toBeUndefined();
  });

  test('[GQ1] the memory is bounded in number and in size, and keeps what was used last', () => {
    for (const room of [
      { ...usualRoom, documents: 2 },
      { ...usualRoom, characters: '{ a: name }'.length * 2 },
    ]) {
      const documents = createDocuments(schema, [], room);
      const [a, b, c] = ['{ a: name }', '{ b: name }', '{ c: name }'] as const;
      documents.read(a);
      documents.read(b);
      documents.read(a);
      documents.read(c);
      expect([a, b, c].map((text) => documents.remembered(hashOf(text)) !== undefined)).toEqual([
        true,
        false,
        true,
      ]);
    }
  });
});
