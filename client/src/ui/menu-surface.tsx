import type { ReactNode, RefObject } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes';
import { Icon } from './icon';
import type { MenuAction, MenuGroup } from './menu';
import styles from './menu.module.css';

type MenuSurfaceProps = {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly heading: ReactNode;
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
};

export default function MenuSurface({ label, groups, heading, trigger, onClose }: MenuSurfaceProps) {
  const perform = (id: string | number) => {
    onClose();
    groups
      .flatMap((group) => group.actions)
      .find((action) => action.id === id)
      ?.onSelect();
  };
  return (
    <Popover
      className={styles.popover}
      triggerRef={trigger}
      isOpen
      placement="bottom end"
      onOpenChange={(open) => !open && onClose()}
    >
      {heading && <div className={styles.heading}>{heading}</div>}
      <AriaMenu
        className={styles.menu}
        aria-label={label}
        autoFocus="first"
        onAction={perform}
        onClose={onClose}
      >
        {groups.map((group) => (
          <MenuSection
            key={group.id}
            className={styles.group}
            aria-label={group.title ?? label}
            {...(group.chosen === undefined
              ? {}
              : {
                  selectionMode: 'single' as const,
                  selectedKeys: [group.chosen],
                  disallowEmptySelection: true,
                })}
          >
            {group.title && <Header className={styles.title}>{group.title}</Header>}
            {group.actions.map((action) => (
              <Item
                key={action.id}
                action={action}
                ticked={group.chosen === undefined ? null : group.chosen === action.id}
              />
            ))}
          </MenuSection>
        ))}
      </AriaMenu>
    </Popover>
  );
}

function Item({ action, ticked }: { readonly action: MenuAction; readonly ticked: boolean | null }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      isDisabled={action.disabled ?? false}
      className={classes(styles.item, action.tone === 'danger' && styles.danger)}
    >
      <span className={styles.mark}>
        {ticked ? <Icon name="check" /> : action.icon ? <Icon name={action.icon} /> : null}
      </span>
      <span className={styles.words}>
        <Text slot="label">{action.label}</Text>
        {action.description && (
          <Text slot="description" className={styles.description}>
            {action.description}
          </Text>
        )}
      </span>
    </MenuItem>
  );
}
