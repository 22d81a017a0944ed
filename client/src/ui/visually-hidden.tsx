import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

/** Words for a screen reader only. */
export function VisuallyHidden({ children, id }: { readonly children: ReactNode; readonly id?: string }) {
  return (
    <span className={styles.hidden} id={id}>
      {children}
    </span>
  );
}

/** First on the page: shows itself when it has focus, and moves focus to `targetId`. */
export function SkipLink({
  targetId,
  children,
}: {
  readonly targetId: string;
  readonly children: ReactNode;
}) {
  return (
    <a
      className={styles.skip}
      href={`#${targetId}`}
      onClick={(event) => {
        const target = document.getElementById(targetId);
        if (!target) return;
        event.preventDefault();
        target.focus();
        target.scrollIntoView();
      }}
    >
      {children}
    </a>
  );
}
