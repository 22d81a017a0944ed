import { useApolloClient, useQuery } from '@apollo/client/react';
import {
  CommentByIdDocument,
  CommentDeferralDocument,
  CommentModerationDocument,
  InboxDocument,
  ListedInboxFragmentDoc,
  SectionTextDocument,
} from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { isOverdue, lastMoment } from '@concord/consultation/deferrals';
import { formatRelative } from '@concord/locale';
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { useLocale, useText } from '../i18n/provider';
import { useMedia, useRoomFor } from '../profiles';
import { useOnceMore } from '../platform/once-more';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/choice';
import { StatusChip } from '../ui/chip';
import { Sheet } from '../ui/dialog';
import { rowOf } from '../ui/focus';
import { Icon } from '../ui/icon';
import { PageTitle } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { FIRST_ROW, LongRows } from '../ui/table';
import { VisuallyHidden } from '../ui/visually-hidden';
import {
  CommentState,
  CommentWords,
  ConsultationGate,
  isEscapeFor,
  MoreComments,
  OrganisationBadge,
  fetchComment,
  readComment,
  sectionTitle,
  useComment,
  useCommentList,
  useElementEvents,
  useLiveConsultation,
  useMoment,
  useOpenConsultation,
  useRowKeys,
  asks,
  type CommentListDocument,
} from '../comments';
import { touches } from '../events';
import { useViewer } from '../platform/session';
import { Assignee } from './assignee';
import { askedFor, inboxFiltersIn, inboxQueryOf, type InboxFilters } from './inbox-filters';
import { InboxHead } from './inbox-head';
import { InboxPane } from './inbox-pane';
import { TogetherDialog } from './together-dialog';
import { useInboxFacts } from './use-inbox-facts';
import styles from './inbox-page.module.css';

/** `/c/:slug/inbox`: what waits for a moderator's decision. */
export default function InboxPage() {
  const { slug } = useParams<{ slug: string }>();
  return (
    <ConsultationGate slug={slug} isFor={({ may }) => may.decide}>
      {(_, again) => <Inbox again={again} />}
    </ConsultationGate>
  );
}

// It asks for the same as any list of comments, under the same name, and for a little more.
const inboxDocument: CommentListDocument = InboxDocument;

function Inbox({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const client = useApolloClient();
  const [query, setQuery] = useSearchParams();
  const viewer = useViewer();
  const me = viewer?.person.id ?? null;
  const address = query.toString();
  const filters = useMemo(() => inboxFiltersIn(new URLSearchParams(address)), [address]);
  // The same object while the filters are the same: choosing a comment changes the address too.
  const wanted = inboxQueryOf(filters).toString();
  const { filter, triage } = useMemo(
    () => askedFor(inboxFiltersIn(new URLSearchParams(wanted)), me),
    [wanted, me],
  );
  const narrowed = Object.keys(triage).length > 0 || filters.only !== null;
  const { list, failed, hasMore, endCursor, loading, loadMore, refetch, apply } = useCommentList({
    consultationId: consultation.id,
    filter,
    of: ListedInboxFragmentDoc,
    among: { document: inboxDocument, triage },
    first: 100,
    mine: consultation.myOrganisation?.id ?? null,
  });
  const { facts, conflictOf, countAgain } = useInboxFacts(consultation.id, narrowed ? refetch : null);
  const comments = useMemo(() => list?.edges.map(({ node }) => node) ?? [], [list]);
  const ids = useMemo(() => comments.map(({ id }) => id), [comments]);
  const selectedId = query.get('comment');
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  const isListed = at !== -1;
  const selected = useSelected(selectedId, list !== null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [together, setTogether] = useState<readonly Comment[] | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // The list fills the window below the frame, whatever stands there (the banner of the demo, the phase).
    const top = page.current?.getBoundingClientRect().top ?? 0;
    page.current?.style.setProperty('--above', `${Math.round(top + window.scrollY)}px`);
  }, []);
  const beside = useRoomFor('pane');
  const ample = useRoomFor('ample');
  const narrow = useMedia(NARROW);
  // Beside the pane of a small window there is no room for a column of each.
  const tight = beside && !ample;
  useRowKeys(rows);
  useElementEvents(rows, {
    keydown: (event) => {
      const id = event.target instanceof HTMLElement ? event.target.dataset['row'] : undefined;
      if (event.key === 'x' && id !== undefined && editorial.includes(id)) pick([id], !picked.has(id));
      if (event.key !== 'Enter' || !beside) return;
      event.preventDefault();
      pane.current?.querySelector<HTMLElement>('form input, form textarea, button')?.focus();
    },
  });
  useElementEvents(pane, {
    keydown: (event) => {
      if (selectedId === null || !isEscapeFor(pane.current, event)) return;
      event.preventDefault();
      rowOf(rows.current, selectedId)?.focus();
    },
  });

  const readAgain = useOnceMore(() =>
    Promise.all([refetch(), client.refetchQueries({ include: [CommentModerationDocument] })]),
  );
  const readPlace = () => {
    if (!selected) return;
    // What the moderator looks at: its paragraph, and where the words now stand in it.
    void client.refetchQueries({ include: [SectionTextDocument] });
    void fetchComment(client, selected.id);
  };
  const live: Parameters<typeof useLiveConsultation>[1] = {
    onEvent: (event) => {
      // Where a comment stands among moderators is the server's to know.
      if (!narrowed || !event.comment) apply(event);
      if (touches(event, 'inbox')) countAgain();
      if (touches(event, 'triage')) readAgain();
    },
    onRevision: (revision) => {
      if (revision.sectionId === selected?.section.id) readPlace();
    },
    onBack: readPlace,
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch()]);
      return cursor;
    },
  };
  // Another question is another list, which was kept as it stood when it was left.
  useLiveConsultation(consultation, live, `inbox ${wanted}`);

  const select = useCallback(
    (id: string | null) =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          if (id === null) after.delete('comment');
          else after.set('comment', id);
          return after;
        },
        { replace: true },
      ),
    [setQuery],
  );
  const show = (next: InboxFilters) => setQuery(inboxQueryOf(next));
  // Only what is in the list and still open can be decided together.
  const editorial = useMemo(
    () => comments.filter(({ type, may }) => type === 'editorial' && may.decide).map(({ id }) => id),
    [comments],
  );
  const chosen = editorial.filter((id) => picked.has(id));
  const pick = useCallback(
    (some: readonly string[], on: boolean) =>
      setPicked(
        (before) => new Set(on ? [...before, ...some] : [...before].filter((id) => !some.includes(id))),
      ),
    [],
  );
  // Where the row of what was just decided stood there is another one now: one goes on from there.
  const [last, setLast] = useState<{ wanted: string; id: string | null; at: number } | null>(null);
  const isLast = last?.wanted === wanted && last.id === selectedId;
  if (isListed && !(isLast && last.at === at)) setLast({ wanted, id: selectedId, at });
  const stood = isListed ? at : isLast ? last.at : -1;
  const previous = ids[stood - 1];
  const next = stood === -1 ? undefined : ids[isListed ? at + 1 : stood];
  useEffect(() => {
    // However it was chosen: by its link, or from the pane.
    if (selectedId !== null) rowOf(rows.current, selectedId)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId, isListed]);

  useEffect(() => {
    // Keyboard first: one is in the list at once, unless one is busy elsewhere already.
    if (document.activeElement === document.body && beside && selectedId === null)
      rows.current?.querySelector<HTMLElement>('[data-row]')?.focus();
    // Once, when the list has come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [list === null, wanted]);

  const detail = selected && (
    <InboxPane
      key={selected.id}
      comment={selected}
      onPrevious={previous === undefined ? null : () => select(previous)}
      onNext={next === undefined ? null : () => select(next)}
    />
  );
  return (
    <div
      ref={page}
      className={styles.inbox}
      data-beside={beside || undefined}
      data-tight={tight || undefined}
    >
      <PageTitle title={t('moderation.inbox')} />
      <section className={styles.list} aria-label={t('moderation.inbox')}>
        <InboxHead filters={filters} facts={facts} total={list?.totalCount ?? null} onChange={show} />
        {editorial.length > 1 && (
          <div className={styles.together} role="group" aria-label={t('moderation.together.group')}>
            <Checkbox
              label={t('moderation.together.all', { count: editorial.length })}
              checked={chosen.length === editorial.length}
              onChange={(on) => pick(editorial, on)}
            />
            {chosen.length > 0 && (
              <Button
                size="small"
                look="primary"
                onClick={() => setTogether(chosen.flatMap((id) => readComment(client.cache, id) ?? []))}
              >
                {t('moderation.together.open', { count: chosen.length })}
              </Button>
            )}
            <span className={styles.hint}>{t('moderation.together.hint')}</span>
          </div>
        )}
        {together && (
          <TogetherDialog
            comments={together}
            onClose={(decided) => {
              setTogether(null);
              pick(decided, false);
              countAgain();
              if (decided.length > 0) void refetch();
            }}
          />
        )}
        {list === null && failed ? (
          <ErrorState onRetry={() => void refetch()} />
        ) : list === null ? (
          <div className={styles.waiting}>
            <Skeleton lines={16} />
          </div>
        ) : comments.length === 0 ? (
          <EmptyState icon="check" title={t('moderation.inbox.empty')} />
        ) : (
          <div ref={rows} className={styles.rows}>
            <table className={styles.table} aria-rowcount={(list?.totalCount ?? 0) + 1}>
              <caption className={styles.caption}>{t('moderation.inbox')}</caption>
              <thead>
                <tr aria-rowindex={1}>
                  <th scope="col" className={styles.pick}>
                    <VisuallyHidden>{t('moderation.together.column')}</VisuallyHidden>
                  </th>
                  {columns.map((column) => (
                    <th key={column} scope="col" data-fills={column === 'words' || undefined}>
                      {t(column === 'assignee' ? 'moderation.inbox.assignee' : `comments.column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <LongRows
                ids={ids}
                columns={columns.length + 1}
                chosen={isListed ? selectedId : (ids[0] ?? null)}
                scroller={rows}
              >
                {(id, index) => (
                  <InboxRow
                    key={id}
                    commentId={id}
                    index={index}
                    selected={id === selectedId}
                    conflictId={conflictOf.get(id) ?? null}
                    picked={picked.has(id)}
                    onPick={editorial.length > 1 && editorial.includes(id) ? pick : null}
                    inTabOrder={index === Math.max(at, 0)}
                    twoLines={narrow || tight}
                    onSelect={select}
                  />
                )}
              </LongRows>
            </table>
            {hasMore && <MoreComments busy={loading} end={endCursor} onMore={loadMore} scroller={rows} />}
          </div>
        )}
      </section>
      {beside ? (
        <div ref={pane} className={styles.pane}>
          {detail ??
            (list?.edges.length !== 0 && <p className={styles.none}>{t('moderation.inbox.choose')}</p>)}
        </div>
      ) : (
        <Sheet
          open={selected !== null}
          onClose={() => select(null)}
          title={t('moderation.inbox.comment')}
          modal
        >
          {detail}
        </Sheet>
      )}
    </div>
  );
}

const columns = [
  'number',
  'section',
  'organisation',
  'type',
  'severity',
  'words',
  'state',
  'assignee',
  'age',
] as const;
/** Where most columns have no room. */
const NARROW = '(max-width: 719px)';

/** The comment of the address, which its link may name though its row is on a later page or no row of this list. */
function useSelected(commentId: string | null, isListRead: boolean): Comment | null {
  const { sections } = useOpenConsultation();
  const selected = useComment(commentId);
  useQuery(CommentByIdDocument, {
    variables: { id: commentId ?? '' },
    skip: commentId === null || !isListRead || selected !== null,
  });
  // A draft of one's own organisation is nothing that a moderator decides on.
  const isHere = selected?.clearedAt != null && sections.some(({ id }) => id === selected.section.id);
  return isHere ? selected : null;
}

/** Until when it was put off; in red from the end of that day on. */
function PutOff({ commentId, now }: { readonly commentId: string; readonly now: number }) {
  const t = useText();
  const { day } = useMoment();
  // The list asked for it: nothing is fetched for each row.
  const { data } = useQuery(CommentDeferralDocument, { variables: { commentId }, fetchPolicy: 'cache-only' });
  const until = data?.comment?.outcome?.deferral?.until;
  if (until === undefined) return null;
  const last = day(lastMoment(new Date(until)).toISOString());
  if (isOverdue({ until: new Date(until) }, new Date(now)))
    return (
      <>
        {' '}
        <StatusChip
          plain
          meaning="refused"
          icon="clock"
          label={t('moderation.inbox.overdue', { day: last })}
        />
      </>
    );
  // The day alone: the words of the comment need the room.
  return (
    <time className={styles.until} dateTime={until}>
      <span aria-hidden="true">{last}</span>
      <VisuallyHidden>{t('moderation.inbox.until', { day: last })}</VisuallyHidden>
    </time>
  );
}

type InboxRowProps = {
  readonly commentId: string;
  readonly index: number;
  readonly selected: boolean;
  readonly inTabOrder: boolean;
  /** What stands in columns otherwise stands below the words. */
  readonly twoLines: boolean;
  readonly onSelect: (commentId: string) => void;
  /** The open conflict it stands in. */
  readonly conflictId: string | null;
  readonly picked: boolean;
  /** Null where it can't be decided together with others. */
  readonly onPick: ((commentIds: readonly string[], on: boolean) => void) | null;
};

const InboxRow = memo(function InboxRow({
  commentId,
  index,
  selected,
  inTabOrder,
  twoLines,
  onSelect,
  conflictId,
  picked,
  onPick,
}: InboxRowProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const [now] = useState(() => Date.now());
  const comment = useComment(commentId);
  if (!comment) return null;
  const section = consultation.sections.find(({ id }) => id === comment.section.id);
  return (
    <tr
      data-selected={selected || undefined}
      aria-rowindex={index + FIRST_ROW}
      onClick={() => onSelect(commentId)}
    >
      <td className={styles.pick}>
        {onPick && (
          <input
            type="checkbox"
            tabIndex={inTabOrder ? 0 : -1}
            aria-label={t('moderation.together.pick', { number: comment.number ?? 0 })}
            checked={picked}
            onClick={(event) => event.stopPropagation()}
            onChange={(event) => onPick([commentId], event.currentTarget.checked)}
          />
        )}
      </td>
      <td className={styles.number}>{comment.number}</td>
      <td className={styles.section}>
        {section && sectionTitle(section, locale, consultation.originalLanguage)}
      </td>
      <td>
        <OrganisationBadge organisation={comment.organisation} />
      </td>
      <td>{t(`vocabulary.type.${comment.type}`)}</td>
      <td
        className={styles.severity}
        data-severity={comment.severity}
        title={t(`vocabulary.severity.${comment.severity}`)}
      >
        {t(`vocabulary.severity.${comment.severity}`)}
      </td>
      <td className={styles.words}>
        <button
          type="button"
          data-row={commentId}
          tabIndex={inTabOrder ? 0 : -1}
          aria-current={selected || undefined}
          lang={comment.language}
          onFocus={() => onSelect(commentId)}
        >
          {conflictId !== null && (
            <span className={styles.conflict}>
              <Icon name="warning" size={12} />
              <VisuallyHidden>{t('moderation.inbox.contested')} </VisuallyHidden>
            </span>
          )}
          {asks(comment) && (
            <>
              <Icon name="changed" size={12} className={styles.proposal} />
              <VisuallyHidden>{t('comments.proposal')} </VisuallyHidden>
            </>
          )}
          {comment.withheld && (
            <>
              <Icon name="lock" size={12} />
              <VisuallyHidden>{t('moderation.inbox.withheld')} </VisuallyHidden>{' '}
            </>
          )}
          <CommentWords comment={comment} />
        </button>
        {twoLines && (
          <span className={styles.second}>
            <CommentState comment={comment} plain />
            <Assignee commentId={commentId} />
          </span>
        )}
      </td>
      <td>
        <CommentState comment={comment} plain />
        {comment.outcome && <PutOff commentId={commentId} now={now} />}
        {comment.acknowledgement === 'maintains_objection' && (
          <>
            {' '}
            <StatusChip plain meaning="refused" label={t('moderation.inbox.maintained')} />
          </>
        )}
      </td>
      <td className={styles.assignee}>
        <Assignee commentId={commentId} short />
      </td>
      <td className={styles.age}>
        {formatRelative(locale, comment.clearedAt ?? comment.createdAt, {
          now,
          timeZone: consultation.timeZone,
          style: 'short',
        })}
      </td>
    </tr>
  );
});
