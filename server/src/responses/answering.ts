import { record, type Transaction } from '../platform/database/transaction.js';
import { roundEvent } from '../rounds/index.js';
import { answeredRound, contradictions } from './responses.repository.js';

/**
 * [RE7] Comments of one organisation were made official, or one was taken back. In a blind round those who run it do
 * not hear of that; they hear when it changes what the tracker shows them: that the organisation has answered, or where
 * proposals stand against each other. Called when the comments are saved.
 */
export async function tellAnswer(
  tx: Transaction,
  comments: readonly {
    readonly id: string;
    readonly consultationId: string;
    readonly organisationId: string;
  }[],
): Promise<void> {
  const [first] = comments;
  if (!first) return;
  const ids = comments.map(({ id }) => id);
  const round = await answeredRound(tx.manager, first, ids);
  if (!round) return;
  if (round.alone || (await contradictions(tx.manager, round, ids)).length > 0)
    record(tx, roundEvent('round_answered', round, first.organisationId));
}
