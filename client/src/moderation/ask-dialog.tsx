import { fits, mayAsk, moderationLimits } from '@concord/consultation';
import { AskClarificationDocument, type CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, newKey, useOpenConsultation, useSending, useUnsentText } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { wholeDays } from '../platform/wall-time';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { DateField } from '../ui/date-field';
import { TextArea } from '../ui/field';
import { focusFirstWrong } from '../ui/first-wrong';
import { useToast } from '../ui/toast';
import styles from './moderation.module.css';

export function AskButton({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  if (!mayAsk(comment.status)) return null;
  return (
    <div className={styles.actions}>
      <Button size="small" icon="comment" onClick={() => setAsking(true)}>
        {t('moderation.ask.open')}
      </Button>
      {asking && <AskDialog comment={comment} onClose={() => setAsking(false)} />}
    </div>
  );
}

type AskDialogProps = { readonly comment: Comment; readonly onClose: () => void };

/** A question to the organisation, with a day; it says who will read it before it is sent. */
function AskDialog({ comment, onClose }: AskDialogProps) {
  const t = useText();
  const { locale } = useLocale();
  const toast = useToast();
  const { timeZone } = useOpenConsultation();
  const { send, busy, failure } = useSending();
  const [key] = useState(newKey);
  const { value, change, forget } = useUnsentText(`ask/${comment.id}`);
  const [day, setDay] = useState('');
  const [tried, setTried] = useState(false);
  const length = fits(value, moderationLimits.question);
  const ask = async () => {
    setTried(true);
    const dueAt = wholeDays(day, day, timeZone);
    if (length !== 'fits' || !dueAt) return focusFirstWrong();
    if (busy) return;
    const outcome = await send(
      AskClarificationDocument,
      // To the end of that day where the consultation is: officials think in days.
      { commentId: comment.id, question: value, dueAt: dueAt.until, key },
      (data) => data.askClarification,
    );
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('moderation.ask.done'), meaning: 'agreed' });
    onClose();
  };
  return (
    <Dialog
      open
      title={t('moderation.ask.title', { organisation: comment.organisation.name[locale] })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void ask()}>
            {t('moderation.ask')}
          </Button>
        </>
      }
    >
      <div className={styles.question}>
        <p>{t('moderation.ask.who', { organisation: comment.organisation.name[locale] })}</p>
        <TextArea
          label={t('moderation.ask.question')}
          value={value}
          onChange={change}
          rows={4}
          required
          limit={moderationLimits.question.max}
          error={tried && length !== 'fits' ? t('moderation.ask.question.problem') : undefined}
        />
        <DateField
          label={t('moderation.ask.due')}
          value={day}
          onChange={setDay}
          required
          error={tried && day === '' ? t('moderation.ask.due.problem') : undefined}
        />
        <FailureNotice failure={failure} />
      </div>
    </Dialog>
  );
}
