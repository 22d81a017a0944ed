import { useEffect, useState } from 'react';
import { useText } from '../i18n/provider';
import { useConnection } from '../platform/connection';
import { StatusChip } from '../ui/chip';
import styles from './controls.module.css';

/** A blink of the network is nobody's business. */
const patience = 1500;

/** Says only what is not as it should be. */
export function ConnectionNote() {
  const t = useText();
  const state = useConnection();
  const [shown, setShown] = useState(state);
  useEffect(() => {
    const timer = setTimeout(() => setShown(state), state === 'online' ? 0 : patience);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <span role="status" className={styles.connection}>
      {shown === 'offline' && (
        <StatusChip meaning="refused" icon="offline" label={t('app.connection.offline')} />
      )}
      {shown === 'reconnecting' && (
        <StatusChip meaning="waiting" icon="offline" label={t('app.connection.reconnecting')} />
      )}
    </span>
  );
}
