import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEGINNING, linked, markOf, type Entry } from './link.js';
import { walk, type Recorded } from './walk.js';

const CHAIN = '0192a000-0000-7000-8000-000000000001';
const salts: Record<string, string> = { remy: 'salt of Remy', sim: 'salt of Sim' };
const saltOf = (personId: string): string | null => salts[personId] ?? null;
const start = { position: 0n, hash: BEGINNING };

const facts = fc.record({
  type: fc.constantFrom('comment_drafted', 'comment_decided', 'round_closed'),
  subjectId: fc.uuid(),
  audience: fc.record({ organisationId: fc.option(fc.uuid()), official: fc.boolean() }),
  data: fc.dictionary(
    fc.string({ minLength: 1, maxLength: 6 }),
    fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null)),
    { maxKeys: 4 },
  ),
  organisationId: fc.option(fc.uuid()),
  actor: fc.constantFrom(null, 'remy', 'sim'),
  at: fc.integer({ min: 0, max: 999_999 }).map((us) => `2026-11-22T09:00:00.${String(us).padStart(6, '0')}Z`),
});

function chainOf(many: readonly (typeof facts extends fc.Arbitrary<infer T> ? T : never)[]): Recorded[] {
  const entries = many.map(({ actor, ...rest }, index): Entry => {
    const place = { chain: CHAIN, position: String(index + 1) };
    const marks: Record<string, string> =
      actor === null
        ? {}
        : { actor: markOf(saltOf(actor) ?? '', { ...place, part: 'actor', personId: actor }) };
    return { ...rest, ...place, marks };
  });
  return linked(BEGINNING, entries).map((link, index) => ({
    ...link,
    people: { actor: many[index]?.actor ?? null },
  }));
}

const chains = fc.array(facts, { minLength: 1, maxLength: 8 }).map(chainOf);

/** Every string of a value with a character changed, added and lost; every other leaf replaced. */
function* changed(value: unknown, inner = false): Generator {
  if (typeof value === 'string') {
    for (let at = 0; at < value.length; at += 1) {
      yield value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ 1) + value.slice(at + 1);
      yield value.slice(0, at) + value.slice(at + 1);
    }
    yield `${value} `;
    yield null;
  } else if (Array.isArray(value) || value === null || typeof value !== 'object') {
    yield value === 0 ? 1 : 0;
    yield 'other';
  } else {
    for (const [key, part] of Object.entries(value)) {
      for (const other of changed(part, true)) yield { ...value, [key]: other };
      yield Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
    }
    if (inner) yield { ...value, added: 1 };
  }
}

const isWhole = (links: readonly Recorded[], length: number): boolean => {
  const { fault, head } = walk(start, links, saltOf);
  return fault === null && head.position === BigInt(length);
};

describe('[T11] a chain', () => {
  test('that nobody touched is whole, and from any of its heads on', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (links, cut) => {
        expect(isWhole(links, links.length)).toBe(true);
        const at = cut % (links.length + 1);
        const half = walk(start, links.slice(0, at), saltOf);
        expect(walk(half.head, links.slice(at), saltOf)).toMatchObject({
          fault: null,
          head: { position: BigInt(links.length), hash: links.at(-1)?.hash },
        });
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('[AU1] shows a change of any character of any field of any entry, and where it is', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 3 }).map(chainOf), fc.nat(), (links, which) => {
        const at = which % links.length;
        const { people: _people, ...link } = links[at] as Recorded;
        for (const other of changed(link)) {
          const forged = links.with(at, { ...(other as Recorded), people: { actor: null } });
          const { fault } = walk(start, forged, saltOf);
          expect(fault?.position, JSON.stringify(other)).toBe(BigInt(at + 1));
        }
      }),
      { seed: 2, numRuns: 15 },
    );
  });

  test('[AU1] shows entries that were swapped, put in, left out or doubled', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.nat(), facts, (links, first, second, other) => {
        const [a, b] = [first % links.length, second % links.length];
        const [one, two] = [links[a] as Recorded, links[b] as Recorded];
        if (a !== b) expect(isWhole(links.with(a, two).with(b, one), links.length)).toBe(false);
        expect(isWhole(links.toSpliced(a, 1), links.length)).toBe(false);
        expect(isWhole(links.toSpliced(a, 0, one), links.length + 1)).toBe(false);
        const [stranger] = chainOf([other]);
        expect(isWhole(links.toSpliced(a, 0, stranger as Recorded), links.length + 1)).toBe(false);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  test('[AU1] shows an entry that is told of somebody else; whose person was erased stays whole', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (links, which) => {
        const at = which % links.length;
        const link = links[at] as Recorded;
        const actor = link.people['actor'] ?? null;
        for (const other of ['remy', 'sim', 'nobody'].filter((name) => name !== actor)) {
          const forged = links.with(at, { ...link, people: { actor: other } });
          expect(walk(start, forged, saltOf).fault).toEqual({ position: BigInt(at + 1), kind: 'person' });
        }
        const erased = links.map((one) =>
          one.people['actor'] === 'remy' ? { ...one, people: { actor: null } } : one,
        );
        const { fault, blanks } = walk(start, erased, (id) => (id === 'remy' ? null : saltOf(id)));
        expect(fault).toBeNull();
        expect(blanks).toBe(links.filter((one) => one.people['actor'] === 'remy').length);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test('[AU2] marks of one person in two places have nothing in common', () => {
    const place = { chain: CHAIN, part: 'actor', personId: 'remy' };
    const marks = ['1', '2'].map((position) => markOf('salt', { ...place, position }));
    expect(new Set([...marks, markOf('other', { ...place, position: '1' })]).size).toBe(3);
  });
});
