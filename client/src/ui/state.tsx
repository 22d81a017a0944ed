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
  /** Where the state is the whole page, its title is the page's. */
  readonly wholePage?: boolean;
};

export function EmptyState({ title, children, action, icon, wholePage = false }: EmptyStateProps) {
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={styles.state}>
      {icon && <Icon name={icon} size={28} className={styles.icon} />}
      <Title className={styles.title}>{title}</Title>
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
  readonly wholePage?: boolean;
};

export function ErrorState({ title, children, onRetry, wholePage = false }: ErrorStateProps) {
  const t = useText();
  const Title = wholePage ? 'h1' : 'p';
  return (
    <div className={styles.state} role="alert">
      <Icon name="warning" size={28} className={styles.icon} />
      <Title className={styles.title}>{title ?? t('ui.failed')}</Title>
      <div className={styles.words}>{children ?? t('ui.failedSafe')}</div>
      {onRetry && <Button onClick={onRetry}>{t('ui.tryAgain')}</Button>}
    </div>
  );
}
