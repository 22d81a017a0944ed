import type { ReactNode, Ref } from 'react';
import { focusFirstWrong } from './first-wrong';
import styles from './form.module.css';

type FormProps = {
  /** Called with valid or invalid fields alike; the form never lets the browser leave the page. */
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** Names it when it is not the only one on its page. */
  readonly label?: string;
  /** Instead of fields in a column with much room. */
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLFormElement>;
};

/** Fields in a column. After a refused submit, focus goes to the first field that is marked wrong. */
export function Form({ onSubmit, children, label, className = styles.form, ref }: FormProps) {
  return (
    <form
      ref={ref}
      className={className}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
        focusFirstWrong(event.currentTarget);
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
