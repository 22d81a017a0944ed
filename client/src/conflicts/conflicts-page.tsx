import { useApolloClient, useQuery } from '@apollo/client/react';
import { ConflictsDocument, SettledConflictsDocument } from '@concord/schema';
import type { ConflictLineFragment as Conflict, RivalFieldsFragment as Rival } from '@concord/schema';
import { useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import {
  ConsultationGate,
  OrganisationBadge,
  sectionTitle,
  useLiveConsultation,
  useOpenConsultation,
  useRowKeys,
  WordingView,
  askedOf,
  BlockProposal,
} from '../comments';
import { touches } from '../events';
import { useLocale, useText } from '../i18n/provider';
import { goOn } from '../platform/go-on';
import { useOnceMore } from '../platform/once-more';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { StatusChip } from '../ui/chip';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { laneWording, excerpt } from './contested';
import { Settled } from './settled';
import styles from './conflicts.module.css';

/** `/c/:slug/conflicts`: where proposals meet on the same words; what was settled already. */
export default function ConflictsPage() {
  const { slug } = useParams<{ slug: string }>();
  return (
    <ConsultationGate slug={slug}>{(_, again) => <ConflictsOfConsultation again={again} />}</ConsultationGate>
  );
}

function ConflictsOfConsultation({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const [query, setQuery] = useSearchParams();
  const view = query.get('view') === 'settled' ? 'settled' : 'open';
  const variables = { consultationId: consultation.id };
  const client = useApolloClient();
  const open = useQuery(ConflictsDocument, {
    variables: { ...variables, after: null },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const settled = useQuery(SettledConflictsDocument, { variables, fetchPolicy: 'cache-and-network' });
  const list = open.data?.conflicts ?? null;
  // As far as one has read: nobody who looks at the second page is put back to the first.
  const readOpen = async () => {
    const page = async (after: string | null) => {
      const asked = { query: ConflictsDocument, variables: { ...variables, after } };
      return (await client.query({ ...asked, fetchPolicy: 'no-cache' })).data?.conflicts ?? null;
    };
    let read = await page(null);
    while (read?.pageInfo.hasNextPage && read.edges.length < (list?.edges.length ?? 0)) {
      const next = await page(read.pageInfo.endCursor ?? null);
      if (!next) break;
      read = { ...next, edges: [...read.edges, ...next.edges] };
    }
    client.writeQuery({
      query: ConflictsDocument,
      variables: { ...variables, after: null },
      data: { conflicts: read },
    });
  };
  const refetch = () => Promise.all([readOpen(), settled.refetch()]);
  const [loading, setLoading] = useState(false);
  const more = async () => {
    setLoading(true);
    const on = () => open.fetchMore({ variables: { after: list?.pageInfo.endCursor ?? null } });
    await goOn<unknown>(on, readOpen).catch(() => {});
    setLoading(false);
  };
  const readAgain = useOnceMore(refetch);
  const rows = useRef<HTMLOListElement>(null);
  useRowKeys(rows);
  useLiveConsultation(consultation, {
    onEvent: (event) => {
      if (touches(event, 'conflicts')) readAgain();
    },
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch()]);
      return cursor;
    },
  });
  const conflicts = list?.edges.map(({ node }) => node) ?? null;
  const decisions = settled.data?.decisions ?? null;
  const shown = view === 'open' ? open : settled;
  return (
    <Page
      width="wide"
      title={t('conflicts.title')}
      lead={t('conflicts.lead')}
      actions={
        <RadioGroup
          label={t('conflicts.view')}
          labelHidden
          layout="segments"
          value={view}
          onChange={(next) => setQuery(next === 'open' ? {} : { view: next })}
          choices={[
            { value: 'open', label: t('conflicts.view.open', { count: list?.totalCount ?? '…' }) },
            { value: 'settled', label: t('conflicts.view.settled', { count: decisions?.length ?? '…' }) },
          ]}
        />
      }
    >
      {!shown.data && shown.error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : !shown.data ? (
        <Skeleton lines={8} />
      ) : view === 'open' ? (
        conflicts === null || conflicts.length === 0 ? (
          <EmptyState icon="check" title={t('conflicts.empty')}>
            {t('conflicts.empty.explain')}
          </EmptyState>
        ) : (
          <>
            <ol ref={rows} className={styles.list}>
              {conflicts.map((conflict) => (
                <ConflictRow key={conflict.id} conflict={conflict} />
              ))}
            </ol>
            {list?.pageInfo.hasNextPage && (
              <Button busy={loading} onClick={() => void more()}>
                {t('comments.page.more')}
              </Button>
            )}
          </>
        )
      ) : decisions === null || decisions.length === 0 ? (
        <EmptyState icon="check" title={t('conflicts.settled.empty')} />
      ) : (
        <ol className={styles.list}>
          {decisions.map((decision) => (
            <li key={decision.id} className={styles.row}>
              <Settled decision={decision} onUndone={() => void refetch()} />
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}

function ConflictRow({ conflict }: { readonly conflict: Conflict }) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const section = consultation.sections.find(({ id }) => id === conflict.section.id);
  return (
    <li className={styles.row}>
      <header className={styles.head}>
        <h2>
          <Link href={`/c/${consultation.slug}/conflicts/${conflict.id}`} data-row={conflict.id}>
            {section && sectionTitle(section, locale, consultation.originalLanguage)}
          </Link>
        </h2>
        <StatusChip plain meaning="changed" label={t(`conflicts.kind.${conflict.kind}`)} />
        {conflict.beside.length > 0 && (
          <span className={styles.quiet}>{t('conflicts.beside', { count: conflict.beside.length })}</span>
        )}
      </header>
      <ul className={styles.rivals}>
        {conflict.lanes.map((lane) => (
          <li key={lane.id}>
            <OrganisationBadge organisation={lane.organisation} />
            <LaneWording lane={lane} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function LaneWording({ lane }: { readonly lane: Rival }) {
  const asked = askedOf(lane);
  if (asked) return <BlockProposal asked={asked} language={lane.target.language} />;
  return (
    <WordingView
      {...excerpt(lane.anchor.words ?? lane.target.quote.exact, laneWording(lane) ?? lane.proposal ?? '')}
      brief
      language={lane.target.language}
    />
  );
}
