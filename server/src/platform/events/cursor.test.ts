import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCursors } from './cursor.js';

const cursors = createCursors('a secret of thirty-two characters and more');

describe('[T8] a cursor', () => {
  test('opens for the person and the consultation it was sealed for, and to the position', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.uuid(),
        fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
        (where, who, position) => {
          expect(cursors.open(where, who, cursors.seal(where, who, position))).toBe(position);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  test('opens for nobody else, nowhere else, and under no other secret', () => {
    const sealed = cursors.seal('here', 'me', 7n);
    expect(cursors.open('there', 'me', sealed)).toBeNull();
    expect(cursors.open('here', 'you', sealed)).toBeNull();
    expect(createCursors('another secret of thirty-two characters').open('here', 'me', sealed)).toBeNull();
  });

  test('says nothing: the same position never looks the same, and all are equally long', () => {
    const sealed = Array.from({ length: 50 }, (_, index) => cursors.seal('here', 'me', BigInt(index % 2)));
    expect(new Set(sealed).size).toBe(50);
    expect(new Set(sealed.map((text) => text.length)).size).toBe(1);
  });

  test('changed in any bit, cut or made up, opens to nothing', () => {
    const sealed = Buffer.from(cursors.seal('here', 'me', 7n), 'base64url');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(cursors.open('here', 'me', changed.toString('base64url')), `bit ${bit}`).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(cursors.open('here', 'me', text)).toBeNull();
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(cursors.open('here', 'me', sealed.subarray(0, -1).toString('base64url'))).toBeNull();
  });
});
