import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Button, IconButton } from './button';
import { classes } from './classes';
import { Icon, type IconName } from './icon';
import { Popover } from './popover';
import styles from './menu.module.css';

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
};

/** Actions under a button, as the ARIA practices have it: arrows, Home, End, first letters, Escape, Tab. */
export function Menu({
  label,
  icon,
  iconOnly = false,
  face,
  look = 'quiet',
  size = 'medium',
  groups,
}: MenuProps) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const shared = {
    ref: trigger,
    look,
    size,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    onClick: () => setOpen(!open),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      setOpen(true);
    },
  };
  const closeAndReturn = () => {
    setOpen(false);
    trigger.current?.focus();
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
      <Popover
        open={open}
        onClose={() => setOpen(false)}
        anchor={trigger}
        placement="below-end"
        label={label}
        shape="menu"
      >
        <MenuList label={label} groups={groups} onClose={closeAndReturn} />
      </Popover>
    </>
  );
}

type MenuListProps = {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly onClose: () => void;
};

function MenuList({ label, groups, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const items = () => [
    ...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled])') ?? []),
  ];

  useEffect(() => {
    const all = items();
    (all.find((item) => item.getAttribute('aria-checked') === 'true') ?? all[0])?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const next = nextItem(event.key, at, all);
    if (event.key === 'Tab') onClose();
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };

  return (
    <div
      ref={list}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      onKeyDown={onKeyDown}
    >
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={group.title} className={styles.group}>
          {group.title && (
            <div className={styles.title} aria-hidden="true">
              {group.title}
            </div>
          )}
          {group.actions.map((action) => (
            <Item
              key={action.id}
              action={action}
              ticked={group.chosen === undefined ? null : group.chosen === action.id}
              onSelect={() => {
                onClose();
                action.onSelect();
              }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

type ItemProps = {
  readonly action: MenuAction;
  readonly ticked: boolean | null;
  readonly onSelect: () => void;
};

function Item({ action, ticked, onSelect }: ItemProps) {
  return (
    <button
      type="button"
      role={ticked === null ? 'menuitem' : 'menuitemradio'}
      aria-checked={ticked ?? undefined}
      aria-disabled={action.disabled || undefined}
      tabIndex={-1}
      className={classes(styles.item, action.tone === 'danger' && styles.danger)}
      onClick={action.disabled ? undefined : onSelect}
    >
      <span className={styles.sign}>
        {ticked ? <Icon name="check" /> : action.icon ? <Icon name={action.icon} /> : null}
      </span>
      <span className={styles.words}>
        {action.label}
        {action.description && <span className={styles.description}>{action.description}</span>}
      </span>
    </button>
  );
}

/** Where a key leads from item `at`; null for keys that lead nowhere. */
function nextItem(key: string, at: number, items: readonly HTMLElement[]): number | null {
  const last = items.length - 1;
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1;
    case 'ArrowUp':
      return at <= 0 ? last : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return key.length === 1 ? firstWithLetter(key, at, items) : null;
  }
}

function firstWithLetter(letter: string, at: number, items: readonly HTMLElement[]): number | null {
  const starts = (item: HTMLElement) =>
    (item.textContent ?? '').trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
  const order = items.map((_, step) => (at + 1 + step) % items.length);
  return order.find((index) => items[index] && starts(items[index])) ?? null;
}
