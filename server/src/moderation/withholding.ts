/** What moderators keep from others of an official comment, and how it is shown again. */
import { fits, tidyRanges, withholdingNote, withholdingProblem } from '@concord/consultation';
import { v7 as uuid } from 'uuid';
import { Comment, commentEvent, foldedText, openWords } from '../comments/index.js';
import type { RequestContext } from '../platform/context.js';
import { record, type Transaction } from '../platform/database/transaction.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { isText } from '../platform/text.js';
import { Withholding } from './moderation.entity.js';
import { moderated } from './moderation.service.js';
import type { WithholdInput } from './moderation.types.js';

/**
 * [MO8] Hides a comment or redacts words of it; what was withheld before gives way. [MO9] The words stay in their row as
 * they were sealed. Named is what the moderator saw withheld, so that of two at once the second is told.
 */
export function withhold(ctx: RequestContext, input: WithholdInput): Promise<Comment | Refused> {
  return moderated(
    ctx,
    input.commentId,
    async (tx, comment) => {
      const hidden = input.kind === 'hidden';
      const wanted = {
        kind: input.kind,
        body: hidden ? [] : tidyRanges(input.body.map(range)),
        proposal: hidden ? [] : tidyRanges(input.proposal.map(range)),
        files: hidden || input.files,
      };
      const problem = withholdingProblem({ ...wanted, note: input.note }, comment);
      if (problem === 'note_length' || !isText(input.note)) return refuse(ctx, 'NOTE_LENGTH', 'note');
      if (problem === 'nothing') return refuse(ctx, 'REDACTS_NOTHING', 'body');
      if (problem) return refuse(ctx, 'INVALID_INPUT', 'body');
      const given = { ...wanted, reasonCode: input.reasonCode, note: input.note.trim() };

      const standing = await standingOne(tx, comment);
      if (standing && isSame(standing, given)) return comment;
      if ((standing?.id ?? null) !== (input.seen ?? null)) return refuse(ctx, 'WITHHELD_MEANWHILE');
      if (standing) await end(ctx, tx, standing, null);
      const own = await ctx.standing(comment.consultationId);
      await tx.manager.insert(Withholding, {
        ...given,
        id: uuid(),
        commentId: comment.id,
        organisationId: own?.organisationId ?? '',
        madeBy: ctx.personId ?? '',
        madeAt: tx.now,
        endedBy: null,
        endNote: null,
        endedAt: null,
      });
      await keep(tx, comment, wanted);
      const { kind, reasonCode } = given;
      record(tx, commentEvent('comment_withheld', comment, { kind, reasonCode }));
      return comment;
    },
    null,
  );
}

/** [MO9] Shows all of it again, with a note for the record. */
export function restore(
  ctx: RequestContext,
  commentId: string,
  note: string,
  seen: string,
): Promise<Comment | Refused> {
  return moderated(
    ctx,
    commentId,
    async (tx, comment) => {
      if (!isText(note) || fits(note, withholdingNote) !== 'fits') return refuse(ctx, 'NOTE_LENGTH', 'note');
      const standing = await standingOne(tx, comment);
      if (!standing) return refuse(ctx, 'NOT_WITHHELD');
      if (standing.id !== seen) return refuse(ctx, 'WITHHELD_MEANWHILE');
      await end(ctx, tx, standing, note.trim());
      await keep(tx, comment, null);
      record(tx, commentEvent('comment_restored', comment));
      return comment;
    },
    null,
  );
}

/** Without what the transport adds to it: this is what is kept, and compared. */
const range = ({ start, end }: { start: number; end: number }) => ({ start, end });

const standingOne = (tx: Transaction, { id }: Comment): Promise<Withholding | null> =>
  tx.manager
    .createQueryBuilder(Withholding, 'withholding')
    .where('withholding.comment_id = :id AND withholding.ended_at IS NULL', { id })
    .getOne();

const end = (ctx: RequestContext, tx: Transaction, { id }: Withholding, endNote: string | null) =>
  tx.manager.update(Withholding, { id }, { endedBy: ctx.personId, endNote, endedAt: tx.now });

async function keep(tx: Transaction, comment: Comment, withheld: Comment['withheld']): Promise<void> {
  comment.withheld = withheld;
  const { body, proposal } = openWords(comment);
  const foldedOpen = withheld && foldedText(body, proposal, comment.target.quote.exact);
  await tx.manager.update(Comment, { id: comment.id }, { withheld, foldedOpen });
}

type Given = Pick<Withholding, 'kind' | 'reasonCode' | 'note' | 'body' | 'proposal' | 'files'>;

const isSame = (one: Given, other: Given): boolean => facts(one) === facts(other);

const facts = ({ kind, reasonCode, note, body, proposal, files }: Given): string =>
  JSON.stringify([kind, reasonCode, note, body.map(range), proposal.map(range), files]);
