/** How long moderators wait for one decision on twelve rivals: over HTTP, on the built server, the text changed each time. */
import { randomUUID } from 'node:crypto';
import {
  ClearCommentDocument,
  CommentByIdDocument,
  DecideDocument,
  UndoDecisionDocument,
  type OutcomeInput,
} from '@concord/schema';
import { draft } from '../support/comment.ts';
import { enter } from '../support/person.ts';
import { startServer } from '../support/server.ts';

/** Who writes and who clears in nine ministries: one ministry does not contradict itself. */
const ministries = [
  ['Sayla Vint', 'Brin Tolvar'],
  ['Ilka Renn', 'Dav Moric'],
  ['Juno Karst', 'Esme Farrow'],
  ['Pell Anders', 'Rhea Moss'],
  ['Nera Quill', 'Ivo Strand'],
  ['Rafo Lindt', 'Mara Theel'],
  ['Esk Marrow', 'Linn Obrec'],
  ['Tamsin Orvel', 'Hale Druin'],
  ['Bors Helgan', 'Tarn Vesk'],
] as const;
const RIVALS = 12;

/** Decides and takes back `rounds` times; milliseconds of the decisions alone. */
export async function decisionBench(
  rounds: number,
): Promise<{ rivals: number; rounds: number; p50: number; p95: number }> {
  const server = await startServer();
  try {
    const moderator = await enter(server.url, 'Oren Daly');
    const ids: string[] = [];
    for (let n = 0; n < RIVALS; n += 1) {
      const [author, officer] = ministries[n % ministries.length] ?? ministries[0];
      const [writes, clears] = [await enter(server.url, author), await enter(server.url, officer)];
      const proposal = `The wording of ${officer}.`;
      const id = await draft(writes, { section: 'b-0064', block: 'b-0067', body: `Rival ${n}`, proposal });
      const { clearComment } = await clears.ask(ClearCommentDocument, { commentId: id, version: 1 });
      if (clearComment.__typename !== 'Comment') throw new Error(clearComment.message);
      ids.push(id);
    }
    const [first = '', ...others] = ids;
    const { comment } = await moderator.ask(CommentByIdDocument, { id: first });
    const outcomes: OutcomeInput[] = [
      { commentId: first, disposition: 'accepted', seenWords: comment?.anchor.words ?? null },
      ...others.map((commentId): OutcomeInput => ({
        commentId,
        disposition: 'superseded',
        reason: 'Less clear.',
        intoId: first,
      })),
    ];
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      const { decide } = await moderator.ask(DecideDocument, { input: { key: randomUUID(), outcomes } });
      times.push(performance.now() - began);
      if (decide.__typename !== 'Decision') throw new Error(decide.message);
      await moderator.ask(UndoDecisionDocument, {
        input: { key: randomUUID(), decisionId: decide.id, reason: 'The next round.' },
      });
    }
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.ceil(rounds * share) - 1] ?? 0);
    return { rivals: RIVALS, rounds, p50: at(0.5), p95: at(0.95) };
  } finally {
    await server.stop();
  }
}
