import { useText } from '../i18n/provider';
import { VisuallyHidden } from './visually-hidden';
import styles from './progress.module.css';

/** A small turning ring beside words that say what is going on. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden="true" />;
}

/** Stands where a page or a list will be; says so to a screen reader after a moment only. */
export function Skeleton({ lines = 3, label }: { readonly lines?: number; readonly label?: string }) {
  const t = useText();
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>{label ?? t('ui.loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={styles.line}
          style={{ inlineSize: `${[92, 100, 84, 96, 71][line % 5]}%` }}
          aria-hidden="true"
        />
      ))}
    </div>
  );
}

type ProgressBarProps = {
  readonly label: string;
  /** 0…1; null while nobody knows how long it takes. */
  readonly value: number | null;
};

export function ProgressBar({ label, value }: ProgressBarProps) {
  return (
    <div className={styles.progress}>
      <span>{label}</span>
      <progress className={styles.bar} aria-label={label} {...(value === null ? {} : { value, max: 1 })} />
    </div>
  );
}
