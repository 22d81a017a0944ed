import type { ProposalKind } from '@concord/schema';
import { memo, useMemo, useRef, useState } from 'react';
import { Link, useParams } from 'wouter';
import { useLocale, useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { PageTitle } from '../../ui/page';
import { Skeleton } from '../../ui/progress';
import { EmptyState, ErrorState } from '../../ui/state';
import { FIRST_ROW, LongRows, Table } from '../../ui/table';
import { VisuallyHidden } from '../../ui/visually-hidden';
import { CommentFacts } from '../comment-facts';
import { CommentState } from '../comment-state';
import { CommentWords } from '../comment-words';
import { asks } from '../comment-text';
import { commentHref, sectionTitle, useOpenConsultation } from '../consultation';
import { ConsultationGate } from '../consultation-gate';
import { FilterBar } from './filter-bar';
import { commentFilter, countOf, noFilters } from '../filters';
import { effectOf } from '../live-events';
import { MoreComments } from '../more-comments';
import { OrganisationBadge } from '../organisation-badge';
import { useComment } from '../use-comment';
import { useCommentList } from '../use-comment-list';
import { useFilters } from './use-filters';
import { useLiveConsultation } from '../use-live-consultation';
import { useMoment } from '../use-moment';
import { useRowKeys } from '../use-row-keys';
import { isPrivate } from '../words';
import styles from './comments-page.module.css';

/** `/c/:slug/comments`: every comment one may see, to be filtered, searched and opened at its words. */
export default function CommentsPage() {
  const { slug } = useParams<{ slug: string }>();
  return (
    <ConsultationGate slug={slug}>{(_, again) => <CommentsOfConsultation again={again} />}</ConsultationGate>
  );
}

function CommentsOfConsultation({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const [filters, change] = useFilters();
  const filter = useMemo(() => commentFilter(filters, consultation), [filters, consultation]);
  const mine = consultation.myOrganisation?.id ?? null;
  const { list, loading, failed, hasMore, endCursor, loadMore, refetch, apply } = useCommentList({
    consultationId: consultation.id,
    filter,
    first: 50,
    mine,
  });
  // How many wait, of which list: another filter begins anew.
  const [waiting, setWaiting] = useState({ filter, count: 0 });
  const newOnes = waiting.filter === filter ? waiting.count : 0;
  const ids = useMemo(() => list?.edges.map(({ node }) => node.id) ?? [], [list]);
  const rows = useRef<HTMLDivElement>(null);
  useRowKeys(rows);

  const live: Parameters<typeof useLiveConsultation>[1] = {
    onEvent: (event) => {
      if (!list) return;
      // A new comment waits to be asked for; one that is no longer ours to see goes at once.
      const effect = effectOf(event, list, filter, mine);
      if (effect === 'joins') setWaiting({ filter, count: newOnes + 1 });
      else apply(event);
    },
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch()]);
      return cursor;
    },
  };
  // Another filter is another list, which was kept as it stood when it was left.
  useLiveConsultation(consultation, live, `comments ${JSON.stringify(filter)}`);

  return (
    <div className={styles.page}>
      <PageTitle title={t('list.page')} />
      <header className={styles.head}>
        <h1>{t('list.page')}</h1>
        <CommentFacts filters={filters} onChange={change} />
      </header>
      <FilterBar filters={filters} onChange={change} />
      <div className={styles.found}>
        <p className={styles.total} role="status">
          {list && t('comments.count', { count: list.totalCount })}
        </p>
        {countOf(filters) > 0 && (
          <Button size="small" look="quiet" icon="cross" onClick={() => change(noFilters)}>
            {t('list.filter.clear')}
          </Button>
        )}
      </div>
      {newOnes > 0 && (
        <p role="status">
          <Button
            size="small"
            icon="arrowDown"
            onClick={() => {
              setWaiting({ filter, count: 0 });
              void refetch();
            }}
          >
            {t('list.page.waiting', { count: newOnes })}
          </Button>
        </p>
      )}
      {list === null && failed ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : list === null ? (
        <Skeleton lines={10} />
      ) : list.edges.length === 0 && !loading ? (
        countOf(filters) > 0 ? (
          <EmptyState icon="filter" title={t('list.empty.filtered')} />
        ) : (
          <EmptyState icon="comment" title={t('list.empty')}>
            {t('list.empty.explain')}
          </EmptyState>
        )
      ) : (
        <div ref={rows} aria-busy={loading || undefined}>
          <Table caption={t('list.page')} captionHidden density="dense" rowCount={list.totalCount + 1}>
            <thead>
              <tr aria-rowindex={1}>
                {(
                  ['number', 'section', 'organisation', 'type', 'severity', 'words', 'state', 'date'] as const
                ).map((column) => (
                  <th key={column} scope="col" data-fills={column === 'words' || undefined}>
                    {t(`comments.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <LongRows ids={ids} columns={8} className={styles.rows}>
              {(id, index) => <Row key={id} commentId={id} index={index} />}
            </LongRows>
          </Table>
        </div>
      )}
      {hasMore && <MoreComments busy={loading} end={endCursor} onMore={loadMore} />}
    </div>
  );
}

type RowProps = { readonly commentId: string; readonly index: number };

const Row = memo(function Row({ commentId, index }: RowProps) {
  const t = useText();
  const { locale } = useLocale();
  const { day } = useMoment();
  const consultation = useOpenConsultation();
  const comment = useComment(commentId);
  if (!comment) return null;
  const section = consultation.sections.find(({ id }) => id === comment.section.id);
  return (
    <tr className={styles.row} aria-rowindex={index + FIRST_ROW}>
      <td className={styles.number}>
        {comment.number ?? (
          <>
            <Icon name={isPrivate(comment) ? 'lock' : 'minus'} size={14} />
            <VisuallyHidden>{t('comments.number.none')}</VisuallyHidden>
          </>
        )}
      </td>
      <td className={styles.section}>
        {section && sectionTitle(section, locale, consultation.originalLanguage)}
      </td>
      <td>
        <OrganisationBadge organisation={comment.organisation} />
      </td>
      <td>{t(`vocabulary.type.${comment.type}`)}</td>
      <td data-severity={comment.severity}>{t(`vocabulary.severity.${comment.severity}`)}</td>
      <td className={styles.words}>
        {asks(comment) && <Proposed kind={comment.proposalKind} />}
        <Link href={commentHref(consultation, comment)} data-row="" lang={comment.language}>
          <CommentWords comment={comment} />
        </Link>
      </td>
      <td>
        <CommentState comment={comment} plain />
      </td>
      <td className={styles.date}>{day(comment.clearedAt ?? comment.revisedAt)}</td>
    </tr>
  );
});

/** What is proposed, by its sign; a candidate for a finding by its name, for it is looked for as one. */
function Proposed({ kind }: { readonly kind: ProposalKind }) {
  const t = useText();
  const name = t(`list.proposal.${kind}`);
  if (kind === 'good_practice')
    return (
      <span className={styles.candidate}>
        <Icon name="agreed" size={14} /> {name}
      </span>
    );
  return (
    <span className={styles.proposal} title={name}>
      <Icon name="changed" size={14} />
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}
