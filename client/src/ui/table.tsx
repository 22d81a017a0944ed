import type { ReactNode } from 'react';
import { useId } from 'react';
import { classes } from './classes';
import styles from './table.module.css';

// With the table, which most pages have: by itself it would be a file more to fetch.
export { FIRST_ROW, LongRows } from './long-rows';

type TableProps = {
  /** Names the table; `captionHidden` keeps it for screen readers. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  /** `dense`: 28-px rows for inboxes. */
  readonly density?: 'normal' | 'dense';
  /** `middle` where a row holds controls. */
  readonly align?: 'top' | 'middle';
  /** How many rows there are, with the head, where not all of them are on the page. */
  readonly rowCount?: number | undefined;
  /** `<thead>` and `<tbody>`. */
  readonly children: ReactNode;
};

/** A plain table that scrolls sideways inside itself, never with the page; the frame takes focus so that keys scroll it. */
export function Table({
  caption,
  captionHidden = false,
  density = 'normal',
  align = 'top',
  rowCount,
  children,
}: TableProps) {
  const id = useId();
  return (
    <div className={styles.frame} role="region" aria-labelledby={id} tabIndex={0}>
      <table
        className={classes(styles.table, styles[density], align === 'middle' && styles.middle)}
        aria-rowcount={rowCount}
      >
        <caption id={id} className={classes(styles.caption, captionHidden && styles.hidden)}>
          {caption}
        </caption>
        {children}
      </table>
    </div>
  );
}
