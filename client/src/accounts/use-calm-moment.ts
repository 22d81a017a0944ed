import { useEffect, useState } from 'react';

const PAUSE_MS = 1_200;

/**
 * True once `asked` and nobody is in the middle of a word: a dialog that takes the focus then would swallow keystrokes,
 * and a space could press its button. In the editor, which has a banner of its own, it waits until the text is left.
 */
export function useCalmMoment(asked: boolean): boolean {
  const [calm, setCalm] = useState(false);
  useEffect(() => {
    if (!asked) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      const place = document.activeElement;
      const inEditor = place instanceof HTMLElement && place.isContentEditable;
      const inField = place instanceof HTMLTextAreaElement || place instanceof HTMLInputElement;
      if (!inEditor) timer = setTimeout(() => setCalm(true), inField ? PAUSE_MS : 0);
    };
    look();
    document.addEventListener('keydown', look);
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      setCalm(false);
      clearTimeout(timer);
      document.removeEventListener('keydown', look);
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, [asked]);
  return asked && calm;
}
