import { useQuery } from '@apollo/client/react';
import { EarlierRoundDocument } from '@concord/schema';
import { useState } from 'react';
import { useOpenConsultation } from '../comments';
import { useFormat } from '../i18n/format';
import { useLocale, useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { Panel } from '../ui/page';
import { Skeleton } from '../ui/progress';
import { ErrorState } from '../ui/state';
import { roundNumber } from './round';
import { Responses } from './tracker';
import styles from './rounds.module.css';

/** [RD12] The rounds that are over, the last one first: each is read when somebody opens it. */
export function EarlierRounds({ before }: { readonly before: number }) {
  const t = useText();
  return (
    <Panel title={t('rounds.earlier')} lead={t('rounds.earlier.lead')}>
      <ol className={styles.list} reversed>
        {Array.from({ length: before - 1 }, (_, index) => (
          <EarlierRound key={before - 1 - index} ordinal={before - 1 - index} />
        ))}
      </ol>
    </Panel>
  );
}

function EarlierRound({ ordinal }: { readonly ordinal: number }) {
  const t = useText();
  const { locale } = useLocale();
  const { slug, timeZone } = useOpenConsultation();
  const format = useFormat(timeZone);
  const [open, setOpen] = useState(false);
  const { data, loading, error, refetch } = useQuery(EarlierRoundDocument, {
    variables: { slug, ordinal },
    skip: !open,
  });
  const round = data?.consultation?.round;
  return (
    <li className={styles.earlier}>
      <Button
        look="quiet"
        icon={open ? 'chevronDown' : 'chevronRight'}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('rounds.nth', { ordinal: roundNumber(locale, ordinal) })}
      </Button>
      {open && loading && !round && <Skeleton lines={4} />}
      {open && error && <ErrorState onRetry={() => void refetch()} />}
      {open && round && (
        <>
          <p className={styles.quiet}>
            {t('rounds.earlier.dates', {
              opened: round.opensAt ? 'yes' : 'no',
              opens: round.opensAt ? format.dateTime(round.opensAt) : '',
              closes: round.closesAt ? format.dateTime(round.closesAt) : '',
            })}
          </p>
          {round.myResponse && (
            <p>
              {t('rounds.my.state')}: {t(`rounds.response.${round.myResponse.state}`)}
              {round.myResponse.opinions
                .slice(-1)
                .map(({ opinion, conditions }) =>
                  [', ', t(`rounds.opinion.${opinion}`), conditions && `: ${conditions}`].join(''),
                )}
            </p>
          )}
          {round.tracker && <Responses round={round} tracker={round.tracker} />}
        </>
      )}
    </li>
  );
}
