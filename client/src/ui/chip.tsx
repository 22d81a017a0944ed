import { classes } from './classes';
import { Icon, type IconName } from './icon';
import { meaningIcons, type Meaning } from './meaning';
import { VisuallyHidden } from './visually-hidden';
import styles from './chip.module.css';

type StatusChipProps = {
  readonly meaning: Meaning;
  readonly label: string;
  readonly icon?: IconName;
  /** Without a frame, for dense tables and running lines. */
  readonly plain?: boolean;
};

/** A state: always colour, icon and word together. */
export function StatusChip({ meaning, label, icon, plain = false }: StatusChipProps) {
  return (
    <span className={classes(styles.chip, styles[meaning], plain && styles.plain)}>
      <Icon name={icon ?? meaningIcons[meaning]} size={14} />
      {label}
    </span>
  );
}

type BadgeProps = {
  /** Two to six letters. */
  readonly abbreviation: string;
  /** Spoken instead of the letters, and shown as a tooltip. */
  readonly name: string;
  /** Same seed, same hue: a help to the eye, never the only sign. */
  readonly seed: string;
  /** The full name stands beside it: then it is for the eye only. */
  readonly decorative?: boolean;
};

export function Badge({ abbreviation, name, seed, decorative = false }: BadgeProps) {
  return (
    <span
      className={styles.badge}
      style={{ '--badge-hue': hueOf(seed) }}
      title={name}
      aria-hidden={decorative || undefined}
    >
      <span aria-hidden="true">{abbreviation}</span>
      {!decorative && <VisuallyHidden>{name}</VisuallyHidden>}
    </span>
  );
}

/** Eighteen hues, 20° apart: neighbours can still be told from each other. */
function hueOf(seed: string): number {
  let hash = 7;
  for (let index = 0; index < seed.length; index += 1) hash = (hash * 31 + seed.charCodeAt(index)) % 9973;
  return (hash % 18) * 20;
}

/** A key to press. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return <kbd className={styles.key}>{keys}</kbd>;
}
