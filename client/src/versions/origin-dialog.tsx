import { useQuery } from '@apollo/client/react';
import { OriginDocument, type Locale, type OriginQuery } from '@concord/schema';
import { useOpenConsultation, WordingView, DecidedBlock } from '../comments';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { Dialog } from '../ui/dialog';
import { Skeleton } from '../ui/progress';
import { ErrorState } from '../ui/state';
import { CommentLine } from './comment-line';
import styles from './versions.module.css';

export type OriginDialogProps = {
  readonly place: {
    readonly sectionId: string;
    readonly language: Locale;
    readonly blockId: string;
    readonly start: number;
    readonly end: number;
  };
  readonly words: string;
  readonly onClose: () => void;
};

type Change = NonNullable<OriginQuery['origin']>['changes'][number];

/** From words of the text back to who asked for them. */
export default function OriginDialog({ place, words, onClose }: OriginDialogProps) {
  const t = useText();
  const { timeZone } = useOpenConsultation();
  const format = useFormat(timeZone);
  const { data, error, refetch } = useQuery(OriginDocument, {
    variables: place,
    fetchPolicy: 'network-only',
  });
  const origin = data?.origin;
  return (
    <Dialog open title={t('versions.origin')} onClose={onClose}>
      <blockquote className={styles.quote} lang={place.language}>
        {words}
      </blockquote>
      {error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : !origin ? (
        <Skeleton lines={3} />
      ) : origin.changes.length === 0 ? (
        <p>
          {origin.unchangedSince
            ? t('versions.origin.unchanged', {
                number: origin.unchangedSince.number,
                date: format.date(origin.unchangedSince.frozenAt),
              })
            : t('versions.origin.drafted')}
        </p>
      ) : (
        <ol className={styles.blocks}>
          {origin.changes.map((change, index) => (
            <li key={`${change.decision.id}/${index}`} className={styles.block}>
              <Decided change={change} language={place.language} timeZone={timeZone} />
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

type DecidedProps = { readonly change: Change; readonly language: Locale; readonly timeZone: string };

function Decided({ change, language, timeZone }: DecidedProps) {
  const t = useText();
  const { locale } = useLocale();
  const format = useFormat(timeZone);
  const { decision } = change;
  return (
    <>
      <p className={styles.kind}>
        {t('versions.origin.decided', {
          organisation: decision.organisation.name[locale],
          date: format.date(decision.decidedAt),
        })}
      </p>
      {change.kind === 'words' ? (
        <WordingView before={change.before} after={change.after} language={language} />
      ) : (
        <DecidedBlock change={change} language={language} />
      )}
      {decision.reason && <p>{decision.reason}</p>}
      {decision.outcomes.length > 0 && (
        <ul className={styles.behind} aria-label={t('versions.behind')}>
          {decision.outcomes.map(({ id, comment }) => (
            <li key={id}>
              <CommentLine comment={comment} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
