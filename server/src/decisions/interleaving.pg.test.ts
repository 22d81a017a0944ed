import { randomUUID } from 'node:crypto';
import { isFinal, replay, type Disposition } from '@concord/consultation';
import { blockTexts } from '@concord/document/model';
import { DecideDocument, UndoDecisionDocument, type OutcomeInput } from '@concord/schema';
import fc from 'fast-check';
import { MoreThan } from 'typeorm';
import { expect, test } from 'vitest';
import { Comment } from '../comments/index.js';
import { CHAPTER, cleared, type Wanted } from '../testing/comments.js';
import { velmora } from '../testing/world.js';
import { Outcome, Provenance } from './index.js';

const world = velmora();

const blocks = [
  'b-0065',
  'b-0066',
  'b-0067',
  'b-0068',
  'b-0069',
  'b-0070',
  'b-0071',
  'b-0074',
  'b-0076',
  'b-0080',
];
/** Where some of the blocks may go. */
const OTHER = 'b-0126';
const sections = [CHAPTER, OTHER];
/** Notes stand where they are first referred to: they are no blocks of their own here. */
const blocksNow = async (section: string) =>
  blockTexts((await world.variant(section)).content).filter(({ type }) => type !== 'footnote');
const textOf = async (block: string): Promise<string> =>
  (await blocksNow(CHAPTER)).find(({ id }) => id === block)?.text ?? '';

/** One of each of five ministries: none of them asks for two wordings at once. */
const rivals = [
  ['Sayla Vint', 'Brin Tolvar'],
  ['Ilka Renn', 'Dav Moric'],
  ['Tamsin Orvel', 'Hale Druin'],
  ['Bors Helgan', 'Tarn Vesk'],
  ['Juno Karst', 'Esme Farrow'],
] as const;
const others = [
  ['Pell Anders', 'Rhea Moss'],
  ['Nera Quill', 'Ivo Strand'],
  ['Rafo Lindt', 'Mara Theel'],
  ['Esk Marrow', 'Linn Obrec'],
] as const;

/** What the last four ask of the whole block; the others reword some of it. */
const ofBlock: readonly (() => Wanted)[] = [
  () => ({ proposalKind: 'deletion' }),
  () => ({ proposalKind: 'move', moveAfter: 'b-0090' }),
  () => ({ proposalKind: 'move', moveAfter: 'b-0139', moveSectionId: world.sectionId(OTHER) }),
  () => ({ proposalKind: 'paragraph', proposal: 'One more paragraph.' }),
];
const most = rivals.length + ofBlock.length - 1;

/** What one of two moderators tries: to decide on some of the rivals, or to take back the latest decision. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      who: fc.constantFrom('Oren Daly', 'Lira Tavesh'),
      first: fc.nat(most),
      disposition: fc.constantFrom('accepted', 'accepted_with_modification', 'noted', 'deferred_to_session'),
      rivals: fc.uniqueArray(fc.nat(most), { maxLength: 2 }),
      also: fc.boolean(),
      fate: fc.constantFrom('merged', 'superseded', 'not_accepted'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('undo' as const),
      who: fc.constantFrom('Oren Daly', 'Lira Tavesh'),
    }),
  },
);

type Text = { readonly id: string; readonly text: string };

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const accepting = (first: number, beside: number[] = []): Step => ({
  kind: 'decide',
  who: 'Oren Daly',
  first,
  disposition: 'accepted',
  rivals: beside,
  also: true,
  fate: 'merged',
});
const undoing: Step = { kind: 'undo', who: 'Lira Tavesh' };

/** One after the other: nothing here hangs on who comes first. */
const examples: [Step[][]][] = [
  // To another section with words of it, a paragraph after it there, back, and elsewhere in its own section.
  [[[accepting(7, [0])], [accepting(8)], [undoing], [undoing], [accepting(6)]]],
  // Words of it changed where it went to; then all of it is deleted there.
  [[[accepting(7)], [accepting(1)], [accepting(5)], [undoing]]],
];

/** The text of a section after what was recorded for it, block for block; what went to another one is recorded in both. */
function replayed(before: readonly Text[], recorded: readonly Provenance[]): Text[] {
  let now = before.map(({ id, text }) => ({ id, text }));
  const behind = (after: string | null, block: Text) => {
    const at = after === null ? 0 : now.findIndex(({ id }) => id === after) + 1;
    now = now.toSpliced(at, 0, block);
  };
  const without = (id: string): Text => {
    const found = now.find((one) => one.id === id);
    if (!found) throw new Error(`${id} is not there`);
    now = now.filter((one) => one !== found);
    return found;
  };
  for (const { block, before: original, after: replacement, place } of recorded) {
    if (block === null) {
      const { start } = place.position;
      const step = { start, end: start + original.length, original, replacement };
      now = now.map((one) => (one.id === place.blockId ? { ...one, text: replay(one.text, [step]) } : one));
    } else if (block.kind === 'paragraph') behind(block.after, { id: block.blockId, text: replacement });
    else if (block.from !== undefined) behind(block.after, { id: block.blockId, text: replacement });
    else {
      const found = without(block.blockId);
      expect(found.text).toBe(original);
      if (block.kind === 'move' && block.to === undefined) behind(block.after, found);
    }
  }
  return now;
}

test('[DC9][PO8][PO11][T5] any interleaving of decisions on overlapping proposals leaves one final outcome each, and the text of their replay', async () => {
  let changes = 0;
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      async (rounds) => {
        const block = blocks.shift();
        if (!block) throw new Error('no paragraph left');
        const before = await Promise.all(sections.map(blocksNow));
        const from = await Promise.all(sections.map(async (key) => (await world.variant(key)).revision));
        const original = await textOf(block);
        const comments: string[] = [];
        for (const [n, [author, officer]] of rivals.entries()) {
          const [start, length] = [n * 5, 12 + n];
          const words = original.slice(start, start + length);
          // Two of them want their words gone.
          const wanted = { block, words, proposal: n % 3 === 1 ? '' : `${words.slice(0, 6)}${n}` };
          comments.push((await cleared(world, wanted, author, officer)).id);
        }
        for (const [n, [author, officer]] of others.entries())
          comments.push(
            (await cleared(world, { block, words: original, ...ofBlock[n]?.() }, author, officer)).id,
          );
        // Those of a round are sent at once; each works on the words as they were when the round began.
        for (const round of rounds) {
          const rows: { comment_id: string; words: string | null }[] = await world.dataSource.query(
            'SELECT comment_id, words FROM comment_anchor WHERE comment_id = ANY($1)',
            [comments],
          );
          const anchors = new Map(rows.map((row) => [row.comment_id, row.words]));
          await Promise.all(
            round.map(async (one) => {
              const ctx = world.as(one.who);
              const key = randomUUID();
              if (one.kind === 'undo') {
                const [last]: { id: string }[] = await world.dataSource.query(
                  `SELECT decision.id FROM decision JOIN outcome ON outcome.decision_id = decision.id
                  WHERE comment_id = ANY($1) AND ended_by IS NULL ORDER BY decided_at DESC LIMIT 1`,
                  [comments],
                );
                if (last)
                  await world.run(ctx, UndoDecisionDocument, {
                    input: { key, decisionId: last.id, reason: 'A slip.' },
                  });
                return;
              }
              const first = comments[one.first] ?? '';
              const outcomes: OutcomeInput[] = [
                {
                  commentId: first,
                  disposition: one.disposition,
                  reason: 'Because.',
                  ...(one.disposition === 'deferred_to_session' && {
                    deferral: { to: 'session', until: new Date(Date.now() + 86_400_000).toISOString() },
                  }),
                  wording: one.disposition === 'accepted_with_modification' ? `M${one.first}` : null,
                  seenWords: anchors.get(first) ?? null,
                },
                ...one.rivals
                  .filter((n) => n !== one.first)
                  .map((n, at): OutcomeInput => ({
                    commentId: comments[n] ?? '',
                    disposition: one.also && at === 0 ? 'accepted' : one.fate,
                    seenWords: anchors.get(comments[n] ?? '') ?? null,
                    reason: 'Because.',
                    reasonCode: 'other',
                    intoId: one.fate === 'not_accepted' || (one.also && at === 0) ? null : first,
                  })),
              ];
              await world.run(ctx, DecideDocument, { input: { key, outcomes } });
            }),
          );
        }

        const { manager } = world.dataSource;
        const outcomes = await manager.find(Outcome);
        for (const id of comments) {
          const standing = outcomes.filter((row) => row.commentId === id && row.endedBy === null);
          expect(standing.length).toBeLessThanOrEqual(1);
          const { status } = await manager.findOneByOrFail(Comment, { id });
          const disposition: Disposition | undefined = standing[0]?.disposition;
          const settled = disposition !== undefined && isFinal(disposition);
          expect(['decided', 'merged'].includes(status), `${status} ${disposition}`).toBe(settled);
        }
        for (const [index, key] of sections.entries()) {
          const { documentName } = await world.variant(key);
          const recorded = await manager.find(Provenance, {
            where: { documentName, seq: MoreThan(from[index] ?? 0) },
            order: { seq: 'ASC', ordinal: 'ASC' },
          });
          for (const { block: change } of recorded)
            kinds.add(change?.from === undefined ? (change?.kind ?? 'words') : 'arrival');
          changes += recorded.length;
          const now = (await blocksNow(key)).map(({ id, text }) => ({ id, text }));
          expect(now, key).toEqual(replayed(before[index] ?? [], recorded));
        }
        // A block stands in one of them, or in none.
        const everywhere = (await Promise.all(sections.map(blocksNow))).flat();
        expect(everywhere.filter(({ id }) => id === block).length).toBeLessThanOrEqual(1);
      },
    ),
    { seed: 20_261_121, numRuns: 10, endOnFailure: true, examples },
  );
  expect(changes).toBeGreaterThan(10);
  expect([...kinds].toSorted()).toEqual(['arrival', 'deletion', 'move', 'paragraph', 'words']);
}, 120_000);
