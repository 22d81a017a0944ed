import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { Button, IconButton } from './button';
import type { IconName } from './icon';
import { Popover } from './popover';
import { VisuallyHidden } from './visually-hidden';

type PanelButtonProps = {
  /** Names the button and the panel. */
  readonly label: string;
  readonly icon: IconName;
  /** Stands beside the icon; `label` is spoken after it. */
  readonly face?: ReactNode;
  /** What the panel holds; `close` is for whatever in it leads elsewhere. */
  readonly children: (close: () => void) => ReactNode;
};

/** A button that opens a small panel under itself: settings, or facts and links. Escape, a press outside, or Tab beyond its end closes it. */
export function PanelButton({ label, icon, face, children }: PanelButtonProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const shared = {
    ref: button,
    'aria-haspopup': 'dialog' as const,
    'aria-expanded': open,
    onClick: () => setOpen(!open),
  };
  return (
    <>
      {face === undefined ? (
        <IconButton {...shared} icon={icon} label={label} />
      ) : (
        <Button {...shared} look="quiet" icon={icon}>
          {face}
          <VisuallyHidden>{label}</VisuallyHidden>
        </Button>
      )}
      <Popover open={open} onClose={() => setOpen(false)} anchor={button} placement="below-end" label={label}>
        {children(() => setOpen(false))}
      </Popover>
    </>
  );
}
