import { useQuery } from '@apollo/client/react';
import { ExitCheckDocument, type ExitCheckQuery } from '@concord/schema';
import { localeNames } from '@concord/locale';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import {
  queryOf,
  readingHref,
  sectionTitle,
  undecided as undecidedOnly,
  useOpenConsultation,
} from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { useOnceMore } from '../platform/once-more';
import { StatusChip } from '../ui/chip';
import { Panel } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { ErrorState } from '../ui/state';
import { CommentLine } from './comment-line';
import styles from './versions.module.css';

type Found = NonNullable<ExitCheckQuery['exitCheck']>;

/** How many open comments are named before the rest is counted. */
const named = 10;

/** What still stands between the text and its end. Facts to work off, each with the place where. */
export function ExitCheck({ moved }: { readonly moved: number }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const { data, error, refetch } = useQuery(ExitCheckDocument, {
    variables: { consultationId: consultation.id },
  });
  const readAgain = useOnceMore(refetch);
  useEffect(() => {
    if (moved > 0) readAgain();
  }, [moved, readAgain]);
  const found = data?.exitCheck;
  return (
    <Panel title={t('versions.exit')} lead={t('versions.exit.lead')}>
      {error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : found ? (
        <ul className={styles.checks}>
          <Undecided found={found} />
          <Objections found={found} />
          <Traced found={found} />
          <Intact found={found} />
        </ul>
      ) : (
        <Skeleton lines={4} />
      )}
    </Panel>
  );
}

type CheckProps = { readonly passed: boolean; readonly words: string; readonly children?: ReactNode };

function Check({ passed, words, children }: CheckProps) {
  return (
    <li className={styles.check}>
      <StatusChip plain meaning={passed ? 'agreed' : 'waiting'} label={words} />
      {children}
    </li>
  );
}

function Undecided({ found }: { readonly found: Found }) {
  const t = useText();
  const { slug } = useOpenConsultation();
  const { undecidedCount: count, undecided } = found;
  return (
    <Check passed={count === 0} words={t('versions.exit.undecided', { count })}>
      {count > 0 && (
        <>
          <CommentLines comments={undecided.slice(0, named)} />
          {count > named && (
            <Link href={`/c/${slug}/comments?${queryOf(undecidedOnly).toString()}`}>
              {t('versions.exit.all', { count })}
            </Link>
          )}
        </>
      )}
    </Check>
  );
}

function Objections({ found }: { readonly found: Found }) {
  const t = useText();
  const { maintainedObjections: objections } = found;
  return (
    <Check
      passed={objections.length === 0}
      words={t('versions.exit.objections', { count: objections.length })}
    >
      {objections.length > 0 && <CommentLines comments={objections} />}
    </Check>
  );
}

function Traced({ found }: { readonly found: Found }) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  if (!found.version) return <Check passed={false} words={t('versions.exit.notFrozen')} />;
  const { untraced } = found;
  return (
    <Check passed={untraced.length === 0} words={t('versions.exit.untraced', { count: untraced.length })}>
      {untraced.length > 0 && (
        <ul className={styles.behind}>
          {untraced.map(({ section, language, blockId }) => {
            const head = consultation.sections.find(({ id }) => id === section.id);
            return (
              <li key={`${language}/${blockId}`}>
                <Link href={`${readingHref(consultation.slug, section.key)}#${blockId}`}>
                  {head ? sectionTitle(head, locale, consultation.originalLanguage) : section.key} (
                  {localeNames[language]})
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Check>
  );
}

function Intact({ found }: { readonly found: Found }) {
  const t = useText();
  if (!found.version) return null;
  return (
    <Check
      passed={found.intact}
      words={t(found.intact ? 'versions.exit.intact' : 'versions.exit.notIntact', {
        number: found.version.number,
      })}
    />
  );
}

function CommentLines({ comments }: { readonly comments: Found['undecided'] }) {
  return (
    <ul className={styles.behind}>
      {comments.map((comment) => (
        <li key={comment.id}>
          <CommentLine comment={comment} />
        </li>
      ))}
    </ul>
  );
}
