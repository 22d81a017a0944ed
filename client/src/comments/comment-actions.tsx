import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { ClearDialog, DraftSteps } from './later-acts';
import { commentHref, useOpenConsultation } from './consultation';
import { useCopyLink } from './copy-link';
import { DiscardButton } from './discard-button';
import styles from './comment-actions.module.css';

/** What opens a form in place of the actions. */
export type CommentAct = 'revise' | 'reply' | 'withdraw' | 'decide' | 'acknowledge';

type CommentActionsProps = {
  readonly comment: Comment;
  readonly decides: boolean;
  readonly onAct: (act: CommentAct) => void;
};

/** Only what the server says this person may do; the one that moves things on comes first. */
export function CommentActions({ comment, decides, onAct }: CommentActionsProps) {
  const t = useText();
  const consultation = useOpenConsultation();
  const [clearing, setClearing] = useState(false);
  const { may } = comment;
  const copyLink = useCopyLink();
  const waitsForAudience =
    !may.clear && may.revise && consultation.may.clear && comment.visibility === 'organisation';
  return (
    <div className={styles.actions}>
      {may.clear && (
        <Button look="primary" size="small" onClick={() => setClearing(true)}>
          {t('comments.clear.open')}
        </Button>
      )}
      {may.decide && decides && (
        <Button look="primary" size="small" onClick={() => onAct('decide')}>
          {t('comments.decide.open')}
        </Button>
      )}
      {may.acknowledge && (
        <Button look="primary" size="small" onClick={() => onAct('acknowledge')}>
          {t('comments.acknowledge.open')}
        </Button>
      )}
      {may.revise && (
        <Button look="quiet" size="small" icon="pencil" onClick={() => onAct('revise')}>
          {t('comments.revise.open')}
        </Button>
      )}
      {may.reply && (
        <Button look="quiet" size="small" icon="comment" onClick={() => onAct('reply')}>
          {t('comments.reply.open')}
        </Button>
      )}
      {may.withdraw && (
        <Button look="quiet" size="small" icon="undo" onClick={() => onAct('withdraw')}>
          {t('comments.withdraw.open')}
        </Button>
      )}
      {may.discard && <DiscardButton comment={comment} />}
      <Button
        look="quiet"
        size="small"
        icon="link"
        onClick={() => copyLink(commentHref(consultation, comment))}
      >
        {t('comments.link.copy')}
      </Button>
      {/* Last: they come later, and what one is about to press must not move. */}
      {(may.submit || may.return) && <DraftSteps comment={comment} />}
      {waitsForAudience && <p className={styles.hint}>{t('comments.clear.needsAudience')}</p>}
      {clearing && <ClearDialog comment={comment} onClose={() => setClearing(false)} />}
    </div>
  );
}
