import type { CommentFilter } from '@concord/schema';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { CommentListContext, ConsultationGate, useLiveConsultation, useOpenConsultation } from '../comments';
import { touchesOwn } from '../events';
import type { CommentList } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { LinkButton } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { Banner } from '../ui/banner';
import { focusGoesOn, rowOf } from '../ui/focus';
import { Icon } from '../ui/icon';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { Arrangement } from './arrangement';
import { Contradictions } from './contradictions';
import { DraftChooser } from './draft-chooser';
import { inHand, views } from './drafts';
import type { View } from './drafts';
import { useOwnComments } from './use-own-comments';
import styles from './clearing.module.css';

const filter: CommentFilter = { mine: true, statuses: inHand };

/** `/c/:slug/clearing`: an organisation's drafts on their way, for those who take a step of it and those who wrote them. */
export default function ClearingPage() {
  const { slug } = useParams<{ slug: string }>();
  return <ConsultationGate slug={slug}>{(_, again) => <OwnClearing again={again} />}</ConsultationGate>;
}

function OwnClearing({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const { slug, may } = useOpenConsultation();
  if (may.comment) return <Clearing again={again} />;
  return (
    <EmptyState
      wholePage
      icon="lock"
      title={t('clearance.notYours')}
      action={<LinkButton href={`/c/${slug}`}>{t('clearance.notYours.back')}</LinkButton>}
    >
      {t('clearance.notYours.explain')}
    </EmptyState>
  );
}

function Clearing({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('view');
  const view: View = asked === 'drafts' || asked === 'aside' ? asked : 'waiting';
  const { comments, desk, error, refetch, readAgain, more } = useOwnComments(consultation.id, filter);
  // All of it: what waits is counted, and contradicts what may stand on another page.
  const { end, failed, fetch } = more;
  useEffect(() => {
    if (end !== null && !failed) void fetch();
  }, [end, failed, fetch]);
  useLiveConsultation(consultation, {
    onEvent: (event) => {
      if (touchesOwn(event, 'own', consultation.myOrganisation?.id ?? null)) readAgain();
    },
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch()]);
      return cursor;
    },
  });
  // What is thrown away or comes back is fetched anew: the list is short, and its pairs change with it.
  const list = useMemo<CommentList>(() => ({ add: readAgain, remove: readAgain }), [readAgain]);
  const [open, setOpen] = useState<string | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const holdsRows = useCallback((element: HTMLDivElement | null) => {
    rows.current = element;
    return focusGoesOn(element);
  }, []);
  const shown = comments?.filter(({ status }) => views[view].includes(status)) ?? [];
  const organisation = consultation.myOrganisation?.name[locale] ?? '';
  const show = (id: string) => {
    const status = comments?.find((one) => one.id === id)?.status;
    const there = (Object.keys(views) as View[]).find((one) => status && views[one].includes(status));
    if (there && there !== view) setQuery({ view: there });
    setOpen(id);
    // It may stand far below, or in the other list.
    requestAnimationFrame(() => rowOf(rows.current, id)?.focus());
  };
  return (
    <Page width="wide" title={t('clearance.page')} lead={t('clearance.page.lead')}>
      <p className={styles.private}>
        <Icon name="lock" size={14} /> {t('clearance.private', { organisation })}
      </p>
      <div className={styles.notices}>
        {desk?.actsFor && (
          <Banner icon="person">{t('clearance.actsFor', { name: desk.actsFor.name })}</Banner>
        )}
        {comments && desk && <Contradictions comments={comments} pairs={desk.pairs} onOpen={show} />}
      </div>
      <div className={styles.views}>
        <RadioGroup
          label={t('clearance.view')}
          labelHidden
          layout="segments"
          value={view}
          onChange={(next) => setQuery(next === 'waiting' ? {} : { view: next })}
          choices={(Object.keys(views) as View[]).map((value) => ({
            value,
            label: t(`clearance.view.${value}`, {
              count: comments?.filter(({ status }) => views[value].includes(status)).length ?? 0,
            }),
          }))}
        />
      </div>
      <CommentListContext value={list}>
        <div ref={holdsRows}>
          {comments === null && error ? (
            <ErrorState onRetry={() => void refetch()} />
          ) : comments === null ? (
            <Skeleton lines={8} label={t('clearance.loading')} />
          ) : failed && end !== null ? (
            // Half a list is not shown as a whole one.
            <ErrorState onRetry={() => void fetch()} />
          ) : shown.length === 0 ? (
            <EmptyState icon="check" title={t(`clearance.empty.${view}`)} />
          ) : (
            <DraftChooser
              key={view}
              comments={shown}
              pairs={desk?.pairs ?? []}
              open={open}
              onOpen={setOpen}
              onDone={readAgain}
            />
          )}
        </div>
      </CommentListContext>
      {desk && <Arrangement desk={desk} onChanged={readAgain} />}
    </Page>
  );
}
