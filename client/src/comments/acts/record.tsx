import { useQuery } from '@apollo/client/react';
import { CommentStancesDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { Link } from 'wouter';
import { useText } from '../../i18n/provider';
import { asks } from '../comment-text';
import { useOpenConsultation } from '../consultation';
import { isSettled } from '../words';
import DeferralNote from './deferral-note';
import Stances from './stances';

/** What organisations say of a comment, and the way to its rivals and to everything that was decided on it. */
export default function Record({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const { slug, may } = useOpenConsultation();
  const { data } = useQuery(CommentStancesDocument, {
    variables: { commentId: comment.id },
    fetchPolicy: 'cache-and-network',
  });
  const found = data?.comment;
  if (!found) return null;
  const undoable = may.decide && comment.outcome !== null && isSettled(comment);
  return (
    <>
      {comment.outcome?.disposition.startsWith('deferred') && <DeferralNote commentId={comment.id} />}
      {(found.stances.length > 0 || found.mayTakeStance) && <Stances comment={found} />}
      {(asks(comment) || comment.outcome !== null) && (
        <p>
          <Link href={`/c/${slug}/conflicts/${comment.id}`}>
            {t(undoable ? 'acts.board.undo' : 'acts.board')}
          </Link>
        </p>
      )}
    </>
  );
}
