import type { ReactNode } from 'react';
import { Suspense, lazy, useRef, useState } from 'react';
import { Button, IconButton } from './button';
import type { IconName } from './icon';

export type MenuAction = {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** A second, quieter line. */
  readonly description?: string;
  readonly tone?: 'normal' | 'danger';
  readonly disabled?: boolean;
  readonly onSelect: () => void;
};

export type MenuGroup = {
  readonly id: string;
  readonly title?: string;
  readonly actions: readonly MenuAction[];
  /** Makes the group a choice of one: the id that is ticked. */
  readonly chosen?: string;
};

type MenuProps = {
  /** The words on the button, or its name when `icon` stands alone. */
  readonly label: string;
  readonly icon?: IconName;
  readonly iconOnly?: boolean;
  /** Replaces the words on the button; `label` stays its name. */
  readonly face?: ReactNode;
  readonly look?: 'secondary' | 'quiet';
  readonly size?: 'small' | 'medium';
  readonly groups: readonly MenuGroup[];
  /** Facts above the first group, such as who is signed in. */
  readonly heading?: ReactNode;
};

const loadSurface = () => import('./menu-surface');
const MenuSurface = lazy(loadSurface);

/** The list is React Aria's and arrives when somebody reaches for it: on hover, focus or press. */
export function Menu({
  label,
  icon,
  iconOnly = false,
  face,
  look = 'quiet',
  size = 'medium',
  groups,
  heading,
}: MenuProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const prepare = () => void loadSurface();
  const shared = {
    ref: trigger,
    look,
    size,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    onClick: () => setOpen(!open),
    onPointerEnter: prepare,
    onFocus: prepare,
    onKeyDown: (event: { key: string; preventDefault(): void }) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      setOpen(true);
    },
  };
  return (
    <>
      {iconOnly && icon ? (
        <IconButton {...shared} icon={icon} label={label} />
      ) : (
        <Button {...shared} icon={icon} aria-label={face ? label : undefined}>
          {face ?? label}
        </Button>
      )}
      {open && (
        <Suspense fallback={null}>
          <MenuSurface {...{ label, groups, heading, trigger }} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
