import { useState } from 'react';
import { useText } from '../i18n/provider';
import { Button } from './button';
import styles from './copy.module.css';

type CopyFieldProps = {
  readonly label: string;
  readonly value: string;
  /** Words to be read before they are copied, and not a line of signs. */
  readonly long?: boolean;
};

/** Something to pass on: readable, selectable, and copied with one press. */
export function CopyField({ label, value, long = false }: CopyFieldProps) {
  const t = useText();
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
    } catch {
      // Without permission, or on plain http: the words can still be selected and copied by hand.
      setState('refused');
    }
  };
  return (
    <div className={styles.frame}>
      <span className={styles.label}>{label}</span>
      <div className={styles.row}>
        {long ? (
          <textarea className={styles.long} readOnly rows={2} value={value} aria-label={label} />
        ) : (
          <input
            className={styles.value}
            readOnly
            value={value}
            aria-label={label}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        <Button icon={state === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>
          {state === 'copied' ? t('ui.copied') : t('ui.copy')}
        </Button>
      </div>
      <span role="status" className={styles.note}>
        {state === 'refused' && t('ui.copyByHand')}
      </span>
    </div>
  );
}
