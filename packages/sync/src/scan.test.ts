import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Malformed } from './bytes.js';
import { historyOf, edits } from './history.fixture.js';
import { jsonDepth, scanUpdate } from './scan.js';

const seed = 20_261_121;

describe('the scan of an update', () => {
  test('[SY10] reads the same ids as Yjs from everything honest clients write', () => {
    fc.assert(
      fc.property(edits, (script) => {
        for (const update of [...historyOf(script), Y.mergeUpdates(historyOf(script))]) {
          const shape = scanUpdate(update);
          const decoded = Y.decodeUpdate(update);
          const mine = shape.runs.flatMap((run) =>
            run.structs.map(({ clock, end }) => [run.client, clock, end]),
          );
          const theirs = decoded.structs.map(({ id, length }) => [id.client, id.clock, id.clock + length]);
          expect(mine).toEqual(theirs);
          expect(shape.deletesInOrder).toBe(true);
          expect(new Set(shape.deletes.keys())).toEqual(new Set(decoded.ds.clients.keys()));
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  test('[SY10] what it lets through, Yjs can decode', () => {
    const honest = historyOf([
      { by: 0, kind: 'paragraph', at: 0, text: 'Miqrasiya' },
      { by: 0, kind: 'mark', at: 2, text: 'bold' },
      { by: 1, kind: 'delete', at: 1, text: 'abc' },
    ]);
    let passed = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...honest, Y.mergeUpdates(honest)),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (update, changes) => {
          const bytes = Uint8Array.from(update);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          try {
            scanUpdate(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(Malformed);
            return;
          }
          passed += 1;
          expect(() => Y.decodeUpdate(bytes)).not.toThrow();
        },
      ),
      { seed, numRuns: 20_000 },
    );
    expect(passed).toBeGreaterThan(1000);
  });

  test.each([
    ['nothing at all', []],
    ['bytes after the end', [0, 0, 0]],
    ['more clients than bytes', [200, 1]],
    ['a number too large to be exact', [1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]],
    ['a client without structs', [1, 0, 5, 0, 0]],
    ['a client twice', [2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0]],
    ['a struct of no length', [1, 1, 5, 0, 0, 0, 0]],
    ['a struct that builds on itself', [1, 1, 5, 0, 0x84, 5, 0, 1, 97, 0]],
    ['a sub-document', [1, 1, 5, 0, 9, 1, 1, 97, 1, 97, 126, 0]],
    ['flags on a garbage-collected struct', [1, 1, 5, 0, 0x80, 1, 0]],
    ['text that is not UTF-8', [1, 1, 5, 0, 4, 1, 1, 97, 1, 0xff, 0]],
    ['a clock beyond all use', [1, 1, 5, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f, 0]],
    ['a type nobody knows', [1, 1, 5, 0, 7, 1, 1, 97, 7, 0]],
    [
      'format V2',
      [
        ...Y.convertUpdateFormatV1ToV2(
          historyOf([{ by: 0, kind: 'paragraph', at: 0, text: 'x' }])[0] ?? new Uint8Array(),
        ),
      ],
    ],
  ])('[SY10] refuses %s', (_, bytes) => {
    expect(() => scanUpdate(Uint8Array.from(bytes))).toThrow(Malformed);
  });

  test('[SY10] refuses values that nest deeper than any attribute', () => {
    const nested = (depth: number) =>
      encoding.encode((encoder) => {
        for (const byte of [1, 1, 5, 0, 8, 1]) encoding.writeUint8(encoder, byte);
        encoding.writeVarString(encoder, 'content');
        encoding.writeUint8(encoder, 1);
        for (let level = 0; level < depth; level += 1)
          encoding.writeUint8Array(encoder, Uint8Array.of(117, 1));
        encoding.writeUint8Array(encoder, Uint8Array.of(126, 0));
      });
    expect(() => scanUpdate(nested(20))).not.toThrow();
    expect(() => scanUpdate(nested(100_000))).toThrow('too deep');
  });

  test('[SY10] brackets inside strings are not depth', () => {
    expect(jsonDepth('{"href":"[[[[{{\\"[["}')).toBe(1);
    expect(jsonDepth('[[1],[[2]]]')).toBe(3);
  });
});

test('[SY10] clients out of order are refused: merged with other rows, their structs would be dropped', () => {
  const first = Buffer.from(
    '020165ff358207f8ffffff0f0203227822032278220166fa218481d0acf30ef41c016100',
    'hex',
  );
  expect(() => scanUpdate(first)).toThrow('clients out of order');
});
