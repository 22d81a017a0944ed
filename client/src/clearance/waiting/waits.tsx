import { useQuery } from '@apollo/client/react';
import { WaitingDocument } from '@concord/schema';
import type { WaitingQuery } from '@concord/schema';
import { useEffect } from 'react';
import { news } from '../../comments';
import { touchesOwn, touchesPutOff } from '../../events';
import { useText } from '../../i18n/provider';
import { useSoon } from '../../platform/soon';
import { VisuallyHidden } from '../../ui/visually-hidden';
import styles from './waits.module.css';

type Waiting = NonNullable<WaitingQuery['consultation']>['waiting'] & { readonly putOff: number };

/** What waits for a person, by the corner in which it is done. */
const inCorner: Readonly<Record<string, (waiting: Waiting) => number>> = {
  clearing: ({ toClear, toPass, returned }) => toClear + toPass + returned,
  outcomes: ({ toAnswer, putOff }) => toAnswer + putOff,
};

/** Milliseconds: what is decided in one stroke is counted once. */
const breath = 300;

type WaitsProps = {
  readonly consultation: { readonly slug: string; readonly id: string };
  readonly corner: string;
};

/** A number to see and a sentence to hear; comes after the page, for those who write or clear. */
export default function Waits({ consultation: { slug, id }, corner }: WaitsProps) {
  const t = useText();
  const { data, refetch } = useQuery(WaitingDocument, { variables: { slug, consultationId: id } });
  const putOff = data?.putOff?.totalCount ?? 0;
  const waiting = data?.consultation && { ...data.consultation.waiting, putOff };
  const mine = data?.consultation?.myOrganisation?.id ?? null;
  const countAgain = useSoon(refetch, breath);
  useEffect(
    () =>
      news.subscribe(() => {
        const { event } = news.get();
        if (event === null || touchesOwn(event, 'waiting', mine) || touchesPutOff(event, putOff > 0))
          countAgain();
      }),
    [countAgain, mine, putOff],
  );
  const count = waiting ? (inCorner[corner]?.(waiting) ?? 0) : 0;
  if (count === 0) return null;
  return (
    <>
      <span aria-hidden="true" className={styles.waits}>
        {count}
      </span>
      <VisuallyHidden> {t('waiting.count', { count })}</VisuallyHidden>
    </>
  );
}
