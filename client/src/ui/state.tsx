import type { ReactNode } from 'react';
import { useText } from '../i18n/provider';
import { Button } from './button';
import { Icon, type IconName } from './icon';
import styles from './state.module.css';

type EmptyStateProps = {
  /** What will be here. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The one action that fills it. */
  readonly action?: ReactNode;
  readonly icon?: IconName;
};

export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      {icon && <Icon name={icon} size={28} className={styles.icon} />}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}

type ErrorStateProps = {
  /** What happened; a general sentence when left out. */
  readonly title?: string;
  /** What is safe and what to do. */
  readonly children?: ReactNode;
  readonly onRetry?: () => void;
};

export function ErrorState({ title, children, onRetry }: ErrorStateProps) {
  const t = useText();
  return (
    <div className={styles.state} role="alert">
      <Icon name="warning" size={28} className={styles.icon} />
      <p className={styles.title}>{title ?? t('ui.failed')}</p>
      <div className={styles.words}>{children ?? t('ui.failedSafe')}</div>
      {onRetry && <Button onClick={onRetry}>{t('ui.tryAgain')}</Button>}
    </div>
  );
}
