import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { commentHref, DiscardButton, DraftSteps, useOpenConsultation } from '../comments';
import { useText } from '../i18n/provider';
import { LinkButton } from '../ui/button';
import styles from './desk.module.css';

/** What can be done with a draft as a whole; the one that moves it on comes first. */
export function DraftActions({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const consultation = useOpenConsultation();
  return (
    <div className={styles.actions}>
      {(comment.may.submit || comment.may.return) && <DraftSteps comment={comment} />}
      <LinkButton look="quiet" size="small" icon="eye" href={commentHref(consultation, comment)}>
        {t('rooms.draft.inText')}
      </LinkButton>
      {comment.may.discard && <DiscardButton comment={comment} />}
    </div>
  );
}
