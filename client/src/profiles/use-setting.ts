import { useCallback, useState } from 'react';

/** A yes or no that this device remembers, where it may. */
export function useSetting(name: string, initial: boolean): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    try {
      const stored = localStorage.getItem(name);
      return stored === null ? initial : stored === 'on';
    } catch {
      return initial;
    }
  });
  const change = useCallback(
    (next: boolean) => {
      setOn(next);
      try {
        localStorage.setItem(name, next ? 'on' : 'off');
      } catch {
        // Then it holds as long as the page.
      }
    },
    [name],
  );
  return [on, change];
}
