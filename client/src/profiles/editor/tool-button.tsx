import type { ReactNode } from 'react';
import { useText } from '../../i18n/provider';
import { Icon, type IconName } from '../../ui/icon';
import { EditorIcon, isOwnIcon, type OwnIcon } from './icons';
import styles from './toolbar.module.css';

type ToolButtonProps = {
  readonly label: string;
  readonly icon: IconName | OwnIcon;
  /** `Mod-b`, in ProseMirror's words. */
  readonly keys?: string;
  /** Undefined for what does something instead of being on or off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
};

export function ToolButton({
  label,
  icon,
  keys,
  pressed,
  disabled = false,
  onPress,
}: ToolButtonProps): ReactNode {
  const t = useText();
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      title={keys ? t('editor.tool.withKeys', { label, keys: readableKeys(keys) }) : label}
      disabled={disabled}
      // The selection in the text stays where it is, and a phone keeps its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {isOwnIcon(icon) ? <EditorIcon name={icon} /> : <Icon name={icon} />}
    </button>
  );
}

const onApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

function readableKeys(keys: string): string {
  const parts = keys.split('-').map((key) => {
    switch (key) {
      case 'Mod':
        return onApple ? '⌘' : 'Ctrl';
      case 'Alt':
        return onApple ? '⌥' : 'Alt';
      case 'Shift':
        return onApple ? '⇧' : 'Shift';
      default:
        return key.toUpperCase();
    }
  });
  return parts.join(onApple ? '' : '+');
}

function ariaKeys(keys: string): string {
  return keys
    .split('-')
    .map((key) =>
      key === 'Mod'
        ? onApple
          ? 'Meta'
          : 'Control'
        : key.toUpperCase().replace('SHIFT', 'Shift').replace('ALT', 'Alt'),
    )
    .join('+');
}
