import type { ReactNode } from 'react';
import { useRef } from 'react';
import styles from './form.module.css';

type FormProps = {
  /** Called with valid or invalid fields alike; the form never lets the browser leave the page. */
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** Names it when it is not the only one on its page. */
  readonly label?: string;
};

/** Fields in a column. After a refused submit, focus goes to the first field that is marked wrong. */
export function Form({ onSubmit, children, label }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);
  return (
    <form
      ref={ref}
      className={styles.form}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
        // Once React has marked the fields.
        requestAnimationFrame(() =>
          ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
        );
      }}
    >
      {children}
    </form>
  );
}

/** The buttons below the fields. */
export function FormActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
