import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './page.module.css';

type PageProps = {
  readonly title: string;
  /** One line above the title: where this belongs. */
  readonly above?: ReactNode;
  /** One or two sentences under the title. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** `narrow` for one form, `text` for reading, `wide` for tables. */
  readonly width?: 'narrow' | 'text' | 'wide';
  readonly children: ReactNode;
};

/** An ordinary page of the tool: a title in the serif, its lead, its content. Names the browser tab as well. */
export function Page({ title, above, lead, actions, width = 'text', children }: PageProps) {
  return (
    <div className={classes(styles.page, styles[width])}>
      <PageTitle title={title} />
      <header className={styles.header}>
        <div className={styles.words}>
          {above && <div className={styles.above}>{above}</div>}
          <h1 className={styles.title}>{title}</h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** For pages with a head of their own. */
export function PageTitle({ title }: { readonly title: string }) {
  return <title>{`${title} · Concord`}</title>;
}

type PanelProps = { readonly title: string; readonly lead?: ReactNode; readonly children: ReactNode };

/** A part of a page under its own heading. */
export function Panel({ title, lead, children }: PanelProps) {
  return (
    <section className={styles.panel}>
      <h2 className={styles.panelTitle}>{title}</h2>
      {lead && <div className={styles.panelLead}>{lead}</div>}
      {children}
    </section>
  );
}
