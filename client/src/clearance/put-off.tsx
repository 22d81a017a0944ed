import { isOverdue, lastMoment } from '@concord/consultation/deferrals';
import type { PutOffQuery } from '@concord/schema';
import { useState } from 'react';
import {
  commentHref,
  numberWords,
  OrganisationBadge,
  Quote,
  useMoment,
  useOpenConsultation,
} from '../comments';
import { useText } from '../i18n/provider';
import { LinkButton } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Panel } from '../ui/page';
import styles from './clearing.module.css';

type Comment = NonNullable<PutOffQuery['putOff']>['edges'][number]['node'];

/** [DE12] What moderators put off to our organisation: what it is about, until when, and why. */
export function PutOff({ comments }: { readonly comments: readonly Comment[] }) {
  const t = useText();
  return (
    <Panel title={t('clearance.putOff')} lead={t('clearance.putOff.lead')}>
      <ol className={styles.outcomes}>
        {comments.map((comment) => (
          <PutOffEntry key={comment.id} comment={comment} />
        ))}
      </ol>
    </Panel>
  );
}

function PutOffEntry({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const { day } = useMoment();
  const consultation = useOpenConsultation();
  const [now] = useState(() => new Date());
  const { outcome, target } = comment;
  const until = outcome?.deferral && new Date(outcome.deferral.until);
  return (
    <li className={styles.outcome} data-put-off={comment.id}>
      <h3>
        {numberWords(t, comment)} <OrganisationBadge organisation={comment.organisation} />
      </h3>
      {until && (
        <p className={styles.facts}>
          <StatusChip
            plain
            meaning="waiting"
            icon="clock"
            label={t('clearance.putOff.until', { day: day(lastMoment(until).toISOString()) })}
          />
          {isOverdue({ until }, now) && (
            <StatusChip plain meaning="refused" icon="warning" label={t('clearance.putOff.overdue')} />
          )}
        </p>
      )}
      <p className={styles.quoted}>
        <Quote language={target.language}>{target.quote.exact}</Quote>
      </p>
      {outcome?.reason && <p>{t('clearance.putOff.reason', { reason: outcome.reason })}</p>}
      <div className={styles.actions}>
        <LinkButton size="small" icon="eye" href={commentHref(consultation, comment)}>
          {t('clearance.outcomes.open')}
        </LinkButton>
      </div>
    </li>
  );
}
