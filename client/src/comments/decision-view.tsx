import type { CommentFieldsFragment as Comment, OutcomeFieldsFragment as Outcome } from '@concord/schema';
import { useLocale, useText } from '../i18n/provider';
import { StatusChip } from '../ui/chip';
import { DecidedBlock } from './later-proposals';
import { useMoment } from './use-moment';
import { WordingView } from './wording-view';
import { dispositionState } from './words';
import styles from './decision-view.module.css';

/** The outcome as the organisation reads it: disposition, reason, and what became of the words. */
export function DecisionView({ comment, outcome }: { readonly comment: Comment; readonly outcome: Outcome }) {
  const t = useText();
  const { locale } = useLocale();
  const { day } = useMoment();
  const { meaning, icon, word } = dispositionState(outcome.disposition);
  return (
    <section className={styles.decision} data-meaning={meaning}>
      <h4 className={styles.title}>{t('comments.decision')}</h4>
      <p className={styles.outcome}>
        <StatusChip meaning={meaning} label={t(word)} {...(icon && { icon })} />
        <span className={styles.fact}>
          {t('comments.decision.by', {
            organisation: outcome.decision.organisation.name[locale],
            date: day(outcome.decision.decidedAt),
          })}
        </span>
      </p>
      {outcome.reasonCode && <p className={styles.fact}>{t(`vocabulary.reason.${outcome.reasonCode}`)}</p>}
      {outcome.reason && <p className={styles.reason}>{outcome.reason}</p>}
      {outcome.into?.number && (
        <p className={styles.fact}>
          {t(`comments.decision.into.${outcome.disposition === 'merged' ? 'merged' : 'superseded'}`, {
            number: outcome.into.number,
          })}
        </p>
      )}
      {outcome.change && outcome.change.kind !== 'words' && (
        <DecidedBlock change={outcome.change} language={comment.target.language} />
      )}
      {outcome.change?.kind === 'words' && (
        <div className={styles.text}>
          <p className={styles.fact}>{t('comments.decision.applied')}</p>
          <WordingView
            before={outcome.change.before}
            after={outcome.change.after}
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
