import { fits, limits } from '@concord/consultation';
import { WithdrawCommentDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { FailureNotice } from '../failure-notice';
import { useSending } from '../send';
import { useUnsentText } from '../use-unsent';
import { ActForm } from './act-form';
import styles from '../act-form.module.css';

/** Taking an official comment back, before its decision; everybody who could read it reads the reason. */
export default function WithdrawForm({
  comment,
  onClose,
}: {
  readonly comment: Comment;
  readonly onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const { value, change, forget } = useUnsentText(`withdraw/${comment.id}`);
  const [tried, setTried] = useState(false);
  const length = fits(value, limits.reason);

  const withdraw = async () => {
    setTried(true);
    if (length !== 'fits' || busy) return;
    const outcome = await send(
      WithdrawCommentDocument,
      { commentId: comment.id, reason: value.trim() },
      (data) => data.withdrawComment,
    );
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('acts.withdraw.done') });
    onClose();
  };
  return (
    <ActForm onSubmit={() => void withdraw()}>
      <TextArea
        label={t('acts.withdraw.reason')}
        description={t('acts.withdraw.help')}
        value={value}
        onChange={change}
        limit={limits.reason.max}
        rows={3}
        required
        autoFocus
        error={
          tried && length !== 'fits'
            ? t(`comments.problem.reason_${length === 'too_long' ? 'too_long' : 'required'}`)
            : undefined
        }
      />
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button size="small" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" look="danger" type="submit" busy={busy}>
          {t('acts.withdraw')}
        </Button>
      </div>
    </ActForm>
  );
}
