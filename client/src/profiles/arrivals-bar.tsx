import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import type { Arrival } from './use-arrivals';
import styles from './arrivals-bar.module.css';

type ArrivalsBarProps = {
  readonly unseen: readonly Arrival[];
  readonly isAbove: (arrival: Arrival) => boolean;
  readonly onGo: (arrival: Arrival) => void;
};

/** "2 new comments above": the page never jumps to them by itself. */
export function ArrivalsBar({ unseen, isAbove, onGo }: ArrivalsBarProps) {
  const t = useText();
  const above = unseen.filter(isAbove);
  const below = unseen.filter((arrival) => !above.includes(arrival));
  const nearestAbove = above.at(-1);
  const nearestBelow = below[0];
  return (
    <div role="status">
      {nearestAbove && (
        <div className={`${styles.bar} ${styles.above}`}>
          <Button size="small" look="primary" icon="arrowUp" onClick={() => onGo(nearestAbove)}>
            {t('profiles.arrivals.above', { count: above.length })}
          </Button>
        </div>
      )}
      {nearestBelow && (
        <div className={`${styles.bar} ${styles.below}`}>
          <Button size="small" look="primary" icon="arrowDown" onClick={() => onGo(nearestBelow)}>
            {t('profiles.arrivals.below', { count: below.length })}
          </Button>
        </div>
      )}
    </div>
  );
}
