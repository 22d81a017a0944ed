import type { ReactNode } from 'react';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy';
import styles from './accounts.module.css';

type SecretOnceProps = {
  readonly warning: string;
  readonly label: string;
  readonly secret: string;
  /** What it is for. */
  readonly children?: ReactNode;
  /** Says that it has been put away. */
  readonly stored: string;
  readonly onStored: () => void;
};

/** What is shown this once and stored nowhere. */
export function SecretOnce({ warning, label, secret, children, stored, onStored }: SecretOnceProps) {
  return (
    <div className={styles.secret}>
      <Banner tone="waiting">{warning}</Banner>
      <CopyField label={label} value={secret} />
      {children}
      <Button look="primary" onClick={onStored}>
        {stored}
      </Button>
    </div>
  );
}
