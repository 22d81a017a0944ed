import { useQuery } from '@apollo/client/react';
import { PutOffDocument } from '@concord/schema';
import type { CommentFilter, CommentStatus } from '@concord/schema';
import { useParams, useSearchParams } from 'wouter';
import { ConsultationGate, MoreComments, useLiveConsultation, useOpenConsultation } from '../comments';
import { touchesOwn, touchesPutOff } from '../events';
import { useText } from '../i18n/provider';
import { useOnceMore } from '../platform/once-more';
import { LinkButton } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { EmptyState, ErrorState } from '../ui/state';
import { OutcomeEntry } from './outcome-entry';
import { PutOff } from './put-off';
import { useOwnComments } from './use-own-comments';
import styles from './clearing.module.css';

/** `/c/:slug/outcomes`: what happened to our input, comment by comment. */
export default function OutcomesPage() {
  const { slug } = useParams<{ slug: string }>();
  return <ConsultationGate slug={slug}>{(_, again) => <Outcomes again={again} />}</ConsultationGate>;
}

const official: CommentStatus[] = [
  'cleared',
  'under_review',
  'decided',
  'acknowledged',
  'merged',
  'withdrawn',
];
const everything: CommentStatus[] = ['draft', 'internal_review', 'returned', 'set_aside', ...official];
const filters: Readonly<Record<'mine' | 'ours', CommentFilter>> = {
  mine: { byMe: true, statuses: everything },
  ours: { mine: true, statuses: official },
};

function Outcomes({ again }: { readonly again: () => Promise<string | null> }) {
  const t = useText();
  const consultation = useOpenConsultation();
  const [query, setQuery] = useSearchParams();
  const whose = query.get('of') === 'me' ? 'mine' : 'ours';
  const { comments, error, refetch, readAgain, more } = useOwnComments(consultation.id, filters[whose]);
  const putOff = useQuery(PutOffDocument, {
    variables: { consultationId: consultation.id, first: 100 },
    fetchPolicy: 'cache-and-network',
  });
  const ours = (putOff.data ?? putOff.previousData)?.putOff?.edges.map(({ node }) => node) ?? [];
  const readPutOff = useOnceMore(putOff.refetch);
  useLiveConsultation(consultation, {
    onEvent: (event) => {
      if (touchesOwn(event, 'own', consultation.myOrganisation?.id ?? null)) readAgain();
      if (touchesPutOff(event, ours.length > 0)) readPutOff();
    },
    onLost: async () => {
      const [cursor] = await Promise.all([again(), refetch(), putOff.refetch()]);
      return cursor;
    },
  });
  return (
    <Page width="text" title={t('clearance.outcomes')} lead={t('clearance.outcomes.lead')}>
      {ours.length > 0 && <PutOff comments={ours} />}
      <div className={styles.views}>
        <RadioGroup
          label={t('clearance.outcomes.whose')}
          labelHidden
          layout="segments"
          value={whose}
          onChange={(next) => setQuery(next === 'mine' ? { of: 'me' } : {})}
          choices={(['ours', 'mine'] as const).map((value) => ({
            value,
            label: t(`clearance.outcomes.${value}`),
          }))}
        />
      </div>
      {comments === null && error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : comments === null ? (
        <Skeleton lines={8} label={t('clearance.loading')} />
      ) : comments.length === 0 ? (
        <EmptyState
          icon="comment"
          title={t('clearance.outcomes.empty')}
          action={<LinkButton href={`/c/${consultation.slug}`}>{t('clearance.notYours.back')}</LinkButton>}
        >
          {t('clearance.outcomes.empty.explain')}
        </EmptyState>
      ) : (
        <>
          <ol className={styles.outcomes}>
            {comments.map((comment) => (
              <OutcomeEntry key={comment.id} comment={comment} />
            ))}
          </ol>
          {more.end !== null && <MoreComments busy={more.busy} end={more.end} onMore={more.fetch} />}
        </>
      )}
    </Page>
  );
}
