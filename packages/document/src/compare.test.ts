import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { content, documentOf, paragraph } from '../testing/content.js';
import { compare } from './compare.js';

const nothing = { added: [], removed: [], changed: [], moved: [] };

describe('comparing two contents', () => {
  test('[DO16] finds nothing between a content and itself', () => {
    fc.assert(
      fc.property(content, (json) => {
        expect(compare(json, structuredClone(json))).toEqual(nothing);
      }),
      { numRuns: 50, seed: 41 },
    );
  });

  test('[DO16] names blocks that came, went, changed and moved', () => {
    const before = documentOf(
      paragraph('a', '1'),
      paragraph('b', '2'),
      paragraph('c', '3'),
      paragraph('d', '4'),
    );
    const after = documentOf(
      paragraph('d', '4'),
      paragraph('a', '1'),
      paragraph('x', '9'),
      paragraph('c', '!'),
    );
    expect(compare(before, after)).toEqual({ added: ['x'], removed: ['b'], changed: ['c'], moved: ['d'] });
  });

  test('[DO16] takes a paragraph that became an item of a list for changed', () => {
    const item = { type: 'listItem', content: [paragraph('a', '1')] } as const;
    expect(
      compare(documentOf(paragraph('a', '1')), documentOf({ type: 'bulletList', content: [item] })).changed,
    ).toEqual(['a']);
  });

  test('[DO16] leaves out on demand what a Word file cannot carry', () => {
    const plain = documentOf(paragraph('a', '1'));
    const found = documentOf({
      ...paragraph('a', '1'),
      attrs: { id: 'a', finding: 'gap', findingCode: 'F01', indicators: ['1.01'] },
    });
    expect(compare(plain, found).changed).toEqual(['a']);
    expect(compare(plain, found, { ignoreFindings: true })).toEqual(nothing);
  });

  test('[DO16] does not care whether nothing is written as null', () => {
    const written = documentOf({ type: 'paragraph', attrs: { findingCode: null, finding: null, id: 'a' } });
    expect(compare(documentOf({ type: 'paragraph', attrs: { id: 'a' } }), written)).toEqual(nothing);
  });
});
