import type { FocusEvent, ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { classes } from './classes';
import { place, type Placement } from './placement';
import styles from './popover.module.css';

/** An element, or a place in the text such as a selection. */
export type PopoverAnchor = { getBoundingClientRect(): DOMRect };

type PopoverProps = {
  readonly open: boolean;
  /** Escape, a press outside both the popover and its anchor, or focus moving on. */
  readonly onClose: () => void;
  readonly anchor: PopoverAnchor | RefObject<HTMLElement | null> | null;
  /** Names it for a screen reader. */
  readonly label: string;
  readonly placement?: Placement;
  /**
   * A `panel` takes focus and gives it back; a `toolbar` is tight and leaves focus where it is; a `menu` is a bare
   * frame around something that has its own role and moves focus itself.
   */
  readonly shape?: 'panel' | 'toolbar' | 'menu';
  readonly children: ReactNode;
};

export function Popover(props: PopoverProps) {
  return props.open && props.anchor ? <OpenPopover {...props} anchor={props.anchor} /> : null;
}

const roles = { panel: 'dialog', toolbar: 'toolbar', menu: undefined } as const;

type OpenPopoverProps = PopoverProps & { readonly anchor: NonNullable<PopoverProps['anchor']> };

function OpenPopover({
  onClose,
  anchor,
  label,
  placement = 'below',
  shape = 'panel',
  children,
}: OpenPopoverProps) {
  const ref = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });

  useLayoutEffect(() => {
    const panel = ref.current;
    if (!panel) return;
    const target = () => ('current' in anchor ? anchor.current : anchor);
    // The top layer, where the browser has it; otherwise the z-index of the style sheet does.
    panel.showPopover?.();
    const settle = () => {
      const rectangle = target()?.getBoundingClientRect();
      if (!rectangle) return;
      const { left, top } = place(rectangle, panel.getBoundingClientRect(), placement, {
        width: document.documentElement.clientWidth,
        height: window.innerHeight,
      });
      panel.style.left = `${left}px`;
      panel.style.top = `${top}px`;
    };
    settle();
    if (shape === 'panel') panel.focus({ preventScroll: true });
    const onPointer = (event: PointerEvent) => {
      const element = target();
      if (!(event.target instanceof Node) || panel.contains(event.target)) return;
      if (element instanceof Node && element.contains(event.target)) return;
      close.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // A question that was opened from here answers first.
      if (document.querySelector('dialog:modal')?.contains(panel) === false) return;
      event.preventDefault();
      const element = target();
      if (panel.contains(document.activeElement) && element instanceof HTMLElement) element.focus();
      close.current();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    window.addEventListener('scroll', settle, { capture: true, passive: true });
    window.addEventListener('resize', settle);
    return () => {
      // Not to nowhere: a question that opens instead gives focus back to where it was.
      const element = target();
      if (shape === 'panel' && panel.contains(document.activeElement) && element instanceof HTMLElement)
        element.focus({ preventScroll: true });
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
      window.removeEventListener('scroll', settle, { capture: true });
      window.removeEventListener('resize', settle);
    };
  }, [anchor, placement, shape]);

  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (shape === 'toolbar' || !(relatedTarget instanceof Node) || currentTarget.contains(relatedTarget))
      return;
    if ('current' in anchor && anchor.current?.contains(relatedTarget)) return;
    onClose();
  };

  return (
    <div
      ref={ref}
      popover="manual"
      role={roles[shape]}
      aria-label={roles[shape] && label}
      tabIndex={shape === 'panel' ? -1 : undefined}
      className={classes(styles.popover, styles[shape])}
      onBlur={onBlur}
    >
      {children}
    </div>
  );
}
