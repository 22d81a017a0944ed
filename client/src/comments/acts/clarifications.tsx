import { lastMoment } from '@concord/consultation/deferrals';
import { fits, moderationLimits } from '@concord/consultation';
import { AnswerClarificationDocument, type CommentFieldsFragment as Comment } from '@concord/schema';
import { FailureNotice } from '../failure-notice';
import { useSending } from '../send';
import { useMoment } from '../use-moment';
import { useUnsentText } from '../use-unsent';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { useToast } from '../../ui/toast';
import styles from './clarifications.module.css';

type Asked = Comment['clarifications'][number];

/** Questions of the moderators under a comment, for them and for the organisation that is asked. */
export default function Clarifications({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const { day } = useMoment();
  return (
    <section className={styles.part}>
      <h4>{t('acts.clarifications')}</h4>
      <p className={styles.fact}>{t('acts.clarifications.who')}</p>
      <ol className={styles.notes}>
        {comment.clarifications.map((asked) => (
          <li key={asked.id}>
            <p className={styles.fact}>
              {t('acts.clarifications.asked', { day: day(asked.askedAt) })} ·{' '}
              {t('acts.clarifications.due', { day: day(lastMoment(new Date(asked.dueAt)).toISOString()) })}
            </p>
            <p className={styles.body}>{asked.question}</p>
            {asked.answer !== null && (
              <>
                <p className={styles.fact}>
                  {t('acts.clarifications.answered', { day: day(asked.answeredAt ?? asked.askedAt) })}
                </p>
                <p className={styles.body}>{asked.answer}</p>
              </>
            )}
            {asked.mayAnswer && <AnswerForm asked={asked} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function AnswerForm({ asked }: { readonly asked: Asked }) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const { value, change, forget } = useUnsentText(`answer/${asked.id}`);
  const length = fits(value, moderationLimits.answer);
  const answer = async () => {
    if (length !== 'fits' || busy) return;
    const outcome = await send(
      AnswerClarificationDocument,
      { id: asked.id, answer: value },
      (data) => data.answerClarification,
    );
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('acts.answer.done'), meaning: 'agreed' });
  };
  return (
    <form
      className={styles.answer}
      onSubmit={(event) => {
        event.preventDefault();
        void answer();
      }}
    >
      <TextArea
        label={t('acts.answer')}
        description={t('acts.answer.who')}
        value={value}
        onChange={change}
        rows={3}
        limit={moderationLimits.answer.max}
      />
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button size="small" look="primary" type="submit" busy={busy} disabled={length !== 'fits'}>
          {t('acts.answer.send')}
        </Button>
      </div>
    </form>
  );
}
