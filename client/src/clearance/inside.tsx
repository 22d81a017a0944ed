import { useMoment, WordingView } from '../comments';
import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import type { Draft } from './drafts';
import styles from './clearing.module.css';

/** What only the own organisation knows of a comment: remarks, what was changed on the way, who did what. */
export function Inside({ comment }: { readonly comment: Draft }) {
  const t = useText();
  const { moment } = useMoment();
  const { clearance } = comment;
  if (!clearance) return null;
  const { change, remarks, history, mergedInto, clearedFor } = clearance;
  return (
    <>
      {remarks && (comment.status === 'returned' || comment.status === 'set_aside') && (
        <Banner tone="changed" title={t(`clearance.remarks.${comment.status}`)}>
          <p className={styles.said}>{remarks}</p>
        </Banner>
      )}
      {mergedInto && (
        <Banner icon="link">
          {mergedInto.number === null
            ? t('clearance.merged')
            : t('clearance.merged.number', { number: mergedInto.number })}
        </Banner>
      )}
      {clearedFor && <p>{t('clearance.clearedFor', { name: clearedFor.name })}</p>}
      {change && (
        <section className={styles.part} aria-label={t('clearance.change')}>
          <h3>{t('clearance.change')}</h3>
          <WordingView before={change.before.body} after={change.after.body} language={comment.language} />
          {change.before.proposal !== change.after.proposal && (
            <>
              <h4>{t('clearance.change.wording')}</h4>
              <WordingView
                before={change.before.proposal ?? ''}
                after={change.after.proposal ?? ''}
                language={comment.target.language}
              />
            </>
          )}
          {change.before.type !== change.after.type && (
            <p>
              {t(`vocabulary.type.${change.before.type}`)} → {t(`vocabulary.type.${change.after.type}`)}
            </p>
          )}
          {change.before.severity !== change.after.severity && (
            <p>
              {t(`vocabulary.severity.${change.before.severity}`)} →{' '}
              {t(`vocabulary.severity.${change.after.severity}`)}
            </p>
          )}
        </section>
      )}
      <details className={styles.history}>
        <summary>{t('clearance.history', { count: history.length })}</summary>
        <ol>
          {history.map((entry, index) => (
            <li key={index}>
              <time dateTime={entry.at}>{moment(entry.at)}</time> {t(`clearance.did.${entry.type}`)}
              {entry.person && `: ${entry.person.name}`}
              {entry.actingFor && ` (${t('clearance.for', { name: entry.actingFor.name })})`}
              {entry.remarks && <p className={styles.said}>{entry.remarks}</p>}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
