import { useQuery } from '@apollo/client/react';
import { isOverdue, lastMoment } from '@concord/consultation/deferrals';
import { CommentDeferralDocument } from '@concord/schema';
import type { SettledFieldsFragment as Decision } from '@concord/schema';
import { useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { StatusChip } from '../../ui/chip';
import { useMoment } from '../use-moment';
import styles from '../act-form.module.css';

export type DeferralNoteProps = {
  readonly commentId: string;
  /** Of an outcome that stands no longer; left out, what stands is asked for. */
  readonly past?: Decision['outcomes'][number]['deferral'];
};

/** To whom a comment was put off, until which day, and whether that day is over. */
export default function DeferralNote({ commentId, past }: DeferralNoteProps) {
  const t = useText();
  const { locale } = useLocale();
  const { day } = useMoment();
  const [now] = useState(() => new Date());
  const { data } = useQuery(CommentDeferralDocument, {
    variables: { commentId },
    fetchPolicy: past ? 'cache-only' : 'cache-first',
  });
  const deferral = past ?? data?.comment?.outcome?.deferral;
  if (!deferral) return null;
  const { to, organisation, group } = deferral;
  const until = new Date(deferral.until);
  const whom = organisation?.name[locale] ?? group ?? '';
  return (
    <p className={styles.who}>
      {t(`acts.defer.note.${to}`, { whom, day: day(lastMoment(until).toISOString()) })}{' '}
      {!past && isOverdue({ until }, now) && (
        <StatusChip plain meaning="refused" icon="clock" label={t('acts.defer.overdue')} />
      )}
    </p>
  );
}
