import { createContext, useCallback, useContext, useState } from 'react';
import type { Unsent } from '../platform/unsent';

const nowhere: Unsent = { read: () => null, write: () => {}, forget: () => {}, forms: () => [] };

/** Where this page keeps unsent text: of this consultation, for this person. */
export const UnsentContext = createContext<Unsent>(nowhere);

/**
 * The state of a form that survives everything but its own acknowledgement. `check` turns what an older page may have
 * stored into a value, or null.
 */
export function useUnsent<Value>(
  form: string,
  initial: Value,
  check: (stored: unknown) => Value | null,
): { value: Value; change: (next: Value) => void; forget: () => void; restored: boolean } {
  const unsent = useContext(UnsentContext);
  const [stored] = useState(() => check(unsent.read(form)));
  const [value, setValue] = useState(stored ?? initial);
  const change = useCallback(
    (next: Value) => {
      setValue(next);
      unsent.write(form, next);
    },
    [unsent, form],
  );
  const forget = useCallback(() => unsent.forget(form), [unsent, form]);
  return { value, change, forget, restored: stored !== null };
}

/** The same for a form of one text. */
export const useUnsentText = (form: string, initial = '') => useUnsent(form, initial, storedWords);

const storedWords = (stored: unknown): string | null => (typeof stored === 'string' ? stored : null);
