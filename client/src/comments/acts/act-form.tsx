import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Form } from '../../ui/form';
import styles from '../act-form.module.css';

type ActFormProps = { readonly onSubmit: () => void; readonly children: ReactNode };

/**
 * A form in place of the buttons that open it: it takes the focus and, when it closes, leaves it with its comment, at the
 * first thing there to press.
 */
export function ActForm({ onSubmit, children }: ActFormProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = place.current;
    const around = form?.closest('article, li, section');
    if (!form?.contains(document.activeElement))
      form?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true });
    return () => {
      if (document.activeElement !== document.body) return;
      around?.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div ref={place}>
      <Form className={styles.form} onSubmit={onSubmit}>
        {children}
      </Form>
    </div>
  );
}
