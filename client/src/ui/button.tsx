import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link } from 'wouter';
import { classes } from './classes';
import { Icon, type IconName } from './icon';
import { Spinner } from './progress';
import styles from './button.module.css';

type Look = {
  /** One `primary` per view; `danger` for what takes something away. */
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconName | undefined;
};

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> & {
    /** Work is under way: shows a spinner, swallows presses, keeps focus. */
    readonly busy?: boolean;
    /** Stretch to the width of the container. */
    readonly wide?: boolean;
    readonly className?: string | undefined;
    readonly ref?: Ref<HTMLButtonElement>;
  };

/** Its words say what will happen. `type` is "button" unless told otherwise. */
export function Button({
  look = 'secondary',
  size = 'medium',
  icon,
  busy = false,
  wide = false,
  type = 'button',
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(styles.button, styles[look], styles[size], wide && styles.wide, className)}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner /> : icon && <Icon name={icon} />}
      <span className={styles.label}>{children}</span>
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'wide'> & {
  readonly icon: IconName;
  /** Its only name: spoken, and shown as a tooltip. */
  readonly label: string;
};

export function IconButton({
  icon,
  label,
  look = 'quiet',
  size = 'medium',
  busy = false,
  type = 'button',
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes(styles.button, styles.iconOnly, styles[look], styles[size], className)}
      aria-label={label}
      title={label}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner /> : <Icon name={icon} />}
    </button>
  );
}

type LinkButtonProps = Look &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'href'> & {
    readonly href: string;
    readonly wide?: boolean;
    readonly className?: string | undefined;
    readonly children: ReactNode;
  };

/** A link inside the app that looks like a button; it goes somewhere, it does nothing. */
export function LinkButton({
  look = 'secondary',
  size = 'medium',
  icon,
  wide = false,
  className,
  children,
  href,
  ...rest
}: LinkButtonProps) {
  return (
    <Link
      {...rest}
      href={href}
      className={classes(styles.button, styles[look], styles[size], wide && styles.wide, className)}
    >
      {icon && <Icon name={icon} />}
      <span className={styles.label}>{children}</span>
    </Link>
  );
}
