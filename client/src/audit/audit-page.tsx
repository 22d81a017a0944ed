import { useQuery } from '@apollo/client/react';
import { RecordDocument, RecordHeadDocument, type RecordEntryFieldsFragment as Entry } from '@concord/schema';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import {
  commentHref,
  ConsultationGate,
  OrganisationBadge,
  readingHref,
  sectionTitle,
  useOpenConsultation,
} from '../comments';
import { useFollowedConsultation } from '../events';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { goOn } from '../platform/go-on';
import { describeFailure } from '../platform/refused';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy';
import { Page, Panel } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { FilterFields } from './filter-fields';
import { useFilters } from './use-filters';
import styles from './audit.module.css';

const pageSize = 50;

/** `/c/:slug/audit`: who did what when, for those who answer for the consultation. */
export default function AuditPage() {
  const { slug } = useParams<{ slug: string }>();
  return (
    <ConsultationGate slug={slug} isFor={({ may }) => may.audit}>
      {() => <AuditOfConsultation />}
    </ConsultationGate>
  );
}

function AuditOfConsultation() {
  const t = useText();
  const consultation = useOpenConsultation();
  useFollowedConsultation(consultation);
  const filters = useFilters(consultation);
  const variables = { consultationId: consultation.id, filter: filters.asked, first: pageSize };
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(RecordDocument, { variables });
  const [loadingMore, setLoadingMore] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const record = (data ?? previousData)?.record;
  const more = async () => {
    setLoadingMore(true);
    setFailed(null);
    const on = () =>
      fetchMore({
        variables: { after: record?.pageInfo.endCursor ?? null },
        updateQuery: (before, { fetchMoreResult: { record: next } }) =>
          before.record && next
            ? { record: { ...next, entries: [...before.record.entries, ...next.entries] } }
            : before,
      });
    await goOn<unknown>(on, refetch).catch((problem: unknown) => setFailed(describeFailure(problem, t)));
    setLoadingMore(false);
  };
  return (
    <Page width="wide" title={t('audit.title')} lead={t('audit.lead')}>
      <Head />
      <Panel title={t('audit.entries')}>
        <FilterFields filters={filters} entries={record?.entries ?? []} />
        <p className={styles.export}>
          <a href={filters.exportHref} download>
            {t('audit.export')}
          </a>
        </p>
        {error && !record ? (
          <ErrorState onRetry={() => void refetch()} />
        ) : !record && loading ? (
          <Skeleton lines={10} />
        ) : !record || record.entries.length === 0 ? (
          <EmptyState icon="info" title={t('audit.empty')} />
        ) : (
          <>
            <ol className={styles.entries} aria-busy={loading}>
              {record.entries.map((entry) => (
                <EntryLine key={entry.cursor} entry={entry} onPerson={(id) => filters.set('person', id)} />
              ))}
            </ol>
            {failed !== null && (
              <Banner tone="refused" live>
                {failed}
              </Banner>
            )}
            {record.pageInfo.hasNextPage && (
              <Button busy={loadingMore} onClick={() => void more()}>
                {t('audit.more')}
              </Button>
            )}
          </>
        )}
      </Panel>
    </Page>
  );
}

/** The hash that vouches for everything before it, to be kept elsewhere. */
function Head() {
  const t = useText();
  const consultation = useOpenConsultation();
  const format = useFormat(consultation.timeZone);
  const { data, error, refetch } = useQuery(RecordHeadDocument, {
    variables: { consultationId: consultation.id },
    fetchPolicy: 'cache-and-network',
  });
  const head = data?.recordHead;
  if (error && !head) return <ErrorState onRetry={() => void refetch()} />;
  if (!head) return <Skeleton lines={2} />;
  return (
    <Panel title={t('audit.head')} lead={t('audit.head.lead', { time: format.dateTime(head.at) })}>
      {!head.intact && (
        <Banner tone="refused" icon="warning">
          {t('audit.broken')}
        </Banner>
      )}
      <CopyField label={t('audit.head.label')} value={head.hash} />
    </Panel>
  );
}

type EntryLineProps = { readonly entry: Entry; readonly onPerson: (id: string) => void };

function EntryLine({ entry, onPerson }: EntryLineProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const format = useFormat(consultation.timeZone);
  const { comment, section, person, organisation } = entry;
  const head = consultation.sections.find(({ id }) => id === section?.id);
  return (
    <li className={styles.entry}>
      <time className={styles.time} dateTime={entry.at}>
        {format.dateTime(entry.at)}
      </time>
      <span className={styles.what}>{t(`audit.kind.${entry.kind}`)}</span>
      <span className={styles.who}>
        {organisation && <OrganisationBadge organisation={organisation} />}
        {person && (
          <Button look="quiet" size="small" onClick={() => onPerson(person.id)}>
            {person.name}
          </Button>
        )}
        {entry.formerMember && <span>{t('audit.former')}</span>}
        {!organisation && !person && <span className={styles.quiet}>{t('audit.by.time')}</span>}
      </span>
      <span className={styles.about}>
        {comment ? (
          <Link href={commentHref(consultation, { id: comment.id, section: { id: section?.id ?? '' } })}>
            {comment.number === null
              ? t('audit.comment.draft')
              : t('audit.comment', { number: String(comment.number) })}
          </Link>
        ) : (
          head && (
            <Link href={readingHref(consultation.slug, head.key)}>
              {sectionTitle(head, locale, consultation.originalLanguage)}
            </Link>
          )
        )}
      </span>
    </li>
  );
}
