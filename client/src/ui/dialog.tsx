import type { ReactNode, RefObject } from 'react';
import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../i18n/provider';
import { IconButton } from './button';
import { classes } from './classes';
import styles from './dialog.module.css';

type DialogProps = {
  readonly open: boolean;
  /** Asked to close by Escape, the close button or a press beside it. */
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the one that does the thing last. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** False where closing would lose something: then neither Escape nor a press beside it closes. */
  readonly dismissable?: boolean;
};

/**
 * A modal question. Built on the browser's own dialog, which keeps focus inside, gives it back, and needs no
 * download when the connection is bad. Focus goes to `[data-autofocus]`, else to the title.
 */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, title, children, actions, size = 'medium', dismissable = true }: DialogProps) {
  const t = useText();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useModal(ref);
  return (
    <dialog
      ref={ref}
      className={classes(styles.dialog, styles[size])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A cancelled file chooser inside the dialog bubbles up here as well.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (dismissable) onClose();
      }}
      onPointerDown={(event) => {
        if (dismissable && event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.body}>
        <header className={styles.header}>
          <h2 id={titleId} className={styles.title} tabIndex={-1} data-dialog-title>
            {title}
          </h2>
          {dismissable && <IconButton icon="cross" label={t('ui.close')} onClick={onClose} />}
        </header>
        <div className={styles.content}>{children}</div>
        {actions && <footer className={styles.actions}>{actions}</footer>}
      </div>
    </dialog>
  );
}

type SheetProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** By default what lies above stays readable and usable; a modal sheet takes the page out of reach. */
  readonly modal?: boolean;
};

/** From below on a phone, at the right edge from 720 px. Escape, its button or a pull downwards closes it. */
export function Sheet(props: SheetProps) {
  return props.open ? <OpenSheet {...props} /> : null;
}

function OpenSheet({ onClose, title, children, actions, modal = false }: SheetProps) {
  const t = useText();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const pulledFrom = useRef<number | null>(null);
  useModal(ref, modal);
  useEscape(!modal, ref, onClose);
  return (
    <dialog
      ref={ref}
      className={styles.sheet}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (modal && event.target === event.currentTarget) onClose();
      }}
    >
      <div className={styles.body}>
        <header
          className={classes(styles.header, styles.pull)}
          onPointerDown={(event) => {
            pulledFrom.current = event.clientY;
          }}
          onPointerUp={(event) => {
            if (pulledFrom.current !== null && event.clientY - pulledFrom.current > 64) onClose();
            pulledFrom.current = null;
          }}
        >
          <h2 id={titleId} className={styles.title} tabIndex={-1} data-dialog-title>
            {title}
          </h2>
          <IconButton icon="cross" label={t('ui.close')} onClick={onClose} />
        </header>
        <div className={styles.content}>{children}</div>
        {actions && <footer className={styles.actions}>{actions}</footer>}
      </div>
    </dialog>
  );
}

function useModal(ref: RefObject<HTMLDialogElement | null>, modal = true) {
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    const item = before?.closest('li');
    if (modal) dialog.showModal();
    else dialog.show();
    (
      dialog.querySelector<HTMLElement>('[data-autofocus]') ??
      dialog.querySelector<HTMLElement>('[data-dialog-title]')
    )?.focus({
      preventScroll: true,
    });
    return () => {
      const hadFocus = dialog.contains(document.activeElement) || document.activeElement === document.body;
      dialog.close();
      if (!hadFocus || !(before instanceof HTMLElement)) return;
      // Its button may be gone: then on with the row it stood in; and with the page, not from its very top, if that is too.
      const row = item?.isConnected ? item.querySelector<HTMLElement>('[data-row]') : null;
      const back = before.isConnected ? before : (row ?? document.querySelector<HTMLElement>('main'));
      back?.focus({ preventScroll: true });
    };
  }, [ref, modal]);
}

function useEscape(active: boolean, ref: RefObject<HTMLDialogElement | null>, onClose: () => void) {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // A modal question on top of the sheet answers Escape first.
      if (document.querySelector('dialog:modal')) return;
      event.preventDefault();
      close.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [active, ref]);
}
