import { useCallback } from 'react';
import { useText } from '../i18n/provider';
import { useToast } from '../ui/toast';

/** Copies an address of this site and says so; where the clipboard is closed, shows the address to copy by hand. */
export function useCopyLink(): (path: string) => void {
  const t = useText();
  const toast = useToast();
  return useCallback(
    (path: string) => {
      const address = new URL(path, window.location.href).href;
      const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard'));
      copied.then(
        () => toast({ text: t('comments.link.copied'), meaning: 'agreed' }),
        () => toast({ text: address }),
      );
    },
    [t, toast],
  );
}
