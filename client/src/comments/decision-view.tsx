import type { CommentFieldsFragment as Comment, DecisionFieldsFragment as Decision } from '@concord/schema';
import { useLocale, useText } from '../i18n/provider';
import { StatusChip } from '../ui/chip';
import { useMoment } from './use-moment';
import { WordingView } from './wording-view';
import { dispositionState } from './words';
import styles from './decision-view.module.css';

/** The outcome as the organisation reads it: disposition, reason, and what became of the words. */
export function DecisionView({
  comment,
  decision,
}: {
  readonly comment: Comment;
  readonly decision: Decision;
}) {
  const t = useText();
  const { locale } = useLocale();
  const { day } = useMoment();
  const { meaning, icon, word } = dispositionState(decision.disposition);
  return (
    <section className={styles.decision} data-meaning={meaning}>
      <h4 className={styles.title}>{t('comments.decision')}</h4>
      <p className={styles.outcome}>
        <StatusChip meaning={meaning} label={t(word)} {...(icon && { icon })} />
        <span className={styles.fact}>
          {t('comments.decision.by', {
            organisation: decision.organisation.name[locale],
            date: day(decision.decidedAt),
          })}
        </span>
      </p>
      {decision.reasonCode && <p className={styles.fact}>{t(`vocabulary.reason.${decision.reasonCode}`)}</p>}
      {decision.reason && <p className={styles.reason}>{decision.reason}</p>}
      {decision.textAfter !== null && decision.textBefore !== null && (
        <div className={styles.text}>
          <p className={styles.fact}>
            {t(decision.applied ? 'comments.decision.applied' : 'comments.decision.notApplied')}
          </p>
          <WordingView
            before={decision.textBefore}
            after={decision.textAfter}
            language={comment.target.language}
          />
        </div>
      )}
      {comment.acknowledgement && (
        <p className={styles.fact}>
          {comment.organisation.abbreviation[locale]}:{' '}
          {t(`vocabulary.acknowledgement.${comment.acknowledgement}`)}
        </p>
      )}
    </section>
  );
}
