import type { ReactNode } from 'react';
import { useText } from '../i18n/provider';
import { Icon } from '../ui/icon';
import styles from './private-note.module.css';

type PrivateNoteProps = { readonly organisation: string; readonly children?: ReactNode };

/** Said wherever something is written or read that only one's own organisation sees. */
export function PrivateNote({ organisation, children }: PrivateNoteProps) {
  const t = useText();
  return (
    <p className={styles.note}>
      <Icon name="lock" size={14} />
      <span>
        {t('comments.private', { organisation })} {children}
      </span>
    </p>
  );
}
