import { useQuery } from '@apollo/client/react';
import { ChangesDocument, type ChangesQuery, type Locale, type VersionFactsFragment } from '@concord/schema';
import { localeNames } from '@concord/locale';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { readingHref, sectionTitle, useOpenConsultation, WordingView } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { useOnceMore } from '../platform/once-more';
import { Button } from '../ui/button';
import { Select } from '../ui/field';
import { Panel } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { CommentLine } from './comment-line';
import OriginDialog from './origin-dialog';
import type { OriginDialogProps } from './origin-dialog';
import styles from './versions.module.css';

type ChangesProps = {
  readonly versions: readonly VersionFactsFragment[];
  /** Grows when something happened that may have changed the text. */
  readonly moved: number;
};

/** Any two versions, or a version and the text as it is now, as a readable list of what changed and why. */
export function Changes({ versions, moved }: ChangesProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const numbers = versions.map(({ number }) => number);
  const [from, setFrom] = useState(numbers[0] ?? 1);
  const [to, setTo] = useState<number | null>(null);
  const [language, setLanguage] = useState<Locale>(
    consultation.languages.includes(locale) ? locale : consultation.originalLanguage,
  );
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data, previousData, error, refetch } = useQuery(ChangesDocument, {
    variables: { consultationId: consultation.id, language, from, to },
  });
  const readAgain = useOnceMore(refetch);
  useEffect(() => {
    if (moved > 0 && to === null) readAgain();
  }, [moved, to, readAgain]);
  const sections = (data ?? previousData)?.changes;
  return (
    <Panel title={t('versions.changes')} lead={t('versions.changes.lead')}>
      <div className={styles.choices}>
        <Select
          label={t('versions.changes.from')}
          value={String(from)}
          onChange={(value) => {
            setFrom(Number(value));
            // What was compared with it may not be later any more.
            if (to !== null && to <= Number(value)) setTo(null);
          }}
          options={numbers.map((number) => ({
            value: String(number),
            label: t('versions.number', { number }),
          }))}
        />
        <Select
          label={t('versions.changes.to')}
          value={to === null ? 'now' : String(to)}
          onChange={(value) => setTo(value === 'now' ? null : Number(value))}
          options={[
            ...numbers
              .filter((number) => number > from)
              .map((number) => ({ value: String(number), label: t('versions.number', { number }) })),
            { value: 'now', label: t('versions.changes.now') },
          ]}
        />
        <Select
          label={t('versions.changes.language')}
          value={language}
          onChange={setLanguage}
          options={consultation.languages.map((value) => ({ value, label: localeNames[value] }))}
        />
      </div>
      {error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : !sections ? (
        <Skeleton lines={6} />
      ) : sections.length === 0 ? (
        <EmptyState title={t('versions.changes.none')}>{t('versions.changes.none.explain')}</EmptyState>
      ) : (
        sections.map((section) => (
          <SectionChanges
            key={section.section.id}
            changes={section}
            language={language}
            onOrigin={to === null ? setAsked : null}
          />
        ))
      )}
      {asked && <OriginDialog {...asked} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

type Asked = Pick<OriginDialogProps, 'place' | 'words'>;
type OfSection = NonNullable<ChangesQuery['changes']>[number];

type SectionChangesProps = {
  readonly changes: OfSection;
  readonly language: Locale;
  /** Null where the words are not those of the text as it is now: there is nothing to lead back from. */
  readonly onOrigin: ((asked: Asked) => void) | null;
};

function SectionChanges({ changes, language, onOrigin }: SectionChangesProps) {
  const t = useText();
  const consultation = useOpenConsultation();
  const head = consultation.sections.find(({ id }) => id === changes.section.id);
  if (!head) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading} lang={language}>
        <Link href={readingHref(consultation.slug, head.key)}>
          {sectionTitle(head, language, consultation.originalLanguage)}
        </Link>
      </h3>
      <ol className={styles.blocks}>
        {changes.blocks.map(({ blockId, kind, before, after, comments }) => (
          <li key={blockId} className={styles.block}>
            <p className={styles.kind}>{t(`versions.kind.${kind}`)}</p>
            <WordingView before={before ?? ''} after={after ?? ''} language={language} />
            {comments.length > 0 && (
              <ul className={styles.behind} aria-label={t('versions.behind')}>
                {comments.map((comment) => (
                  <li key={comment.id}>
                    <CommentLine comment={comment} />
                  </li>
                ))}
              </ul>
            )}
            {/* A correction has no comment behind it, and a reason all the same; also beside words that have one. */}
            {onOrigin && after && (
              <Button
                look="quiet"
                size="small"
                icon="history"
                onClick={() =>
                  onOrigin({
                    place: { sectionId: changes.section.id, language, blockId, start: 0, end: after.length },
                    words: after,
                  })
                }
              >
                {t('versions.origin')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
