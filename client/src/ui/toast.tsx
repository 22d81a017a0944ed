import type { ReactNode } from 'react';
import { createContext, use, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/provider';
import { Button, IconButton } from './button';
import { classes } from './classes';
import { Icon } from './icon';
import { meaningIcons, type Meaning } from './meaning';
import styles from './toast.module.css';

export type ToastMessage = {
  readonly text: string;
  readonly meaning?: Meaning;
  /** With an action a toast stays until it is used or closed. */
  readonly action?: { readonly label: string; readonly onSelect: () => void };
};

type Toast = ToastMessage & { readonly id: number };

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** `const toast = useToast(); toast({ text: t('…'), meaning: 'agreed' })` */
export const useToast = () => use(ToastContext);

/** Long enough to read aloud; hovering or focusing stops the clock. */
const lifetime = 7000;

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(1);
  const show = useMemo(
    () => (message: ToastMessage) => {
      const id = next.current++;
      setToasts((shown) => [...shown.slice(-2), { ...message, id }]);
    },
    [],
  );
  const close = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} role="status" aria-live="polite" aria-relevant="additions">
        <ul className={styles.list}>
          {toasts.map((toast) => (
            <ToastItem key={toast.id} toast={toast} onClose={() => close(toast.id)} />
          ))}
        </ul>
      </div>
    </ToastContext>
  );
}

function ToastItem({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }) {
  const t = useText();
  const [held, setHeld] = useState(false);
  const meaning = toast.meaning ?? 'neutral';
  const lasting = held || toast.action !== undefined;
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (lasting) return;
    const timer = setTimeout(() => close.current(), lifetime);
    return () => clearTimeout(timer);
  }, [lasting]);
  return (
    // Resting the pointer on it only stops the clock.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={classes(styles.toast, styles[meaning])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={meaning === 'neutral' ? 'info' : meaningIcons[meaning]} className={styles.icon} />
      <span className={styles.words}>{toast.text}</span>
      {toast.action && (
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            toast.action?.onSelect();
            onClose();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton size="small" icon="cross" label={t('ui.close')} onClick={onClose} />
    </li>
  );
}
