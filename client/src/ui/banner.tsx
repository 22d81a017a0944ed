import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon, type IconName } from './icon';
import { meaningIcons, type Meaning } from './meaning';
import styles from './banner.module.css';

type BannerProps = {
  /** `info` is a fact, the others are the four meanings. */
  readonly tone?: 'info' | Exclude<Meaning, 'neutral'>;
  readonly icon?: IconName;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Spoken at once: for what has just happened, not for what stands there all day. */
  readonly live?: boolean;
};

export function Banner({ tone = 'info', icon, title, children, action, live = false }: BannerProps) {
  return (
    <div
      className={classes(styles.banner, styles[tone])}
      role={live ? (tone === 'refused' ? 'alert' : 'status') : undefined}
    >
      <Icon
        name={icon ?? (tone === 'info' ? 'info' : meaningIcons[tone])}
        size={18}
        className={styles.icon}
      />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
