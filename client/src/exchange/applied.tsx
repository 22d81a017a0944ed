import { useText } from '../i18n/provider';
import { Banner } from '../ui/banner';
import { Button, LinkButton } from '../ui/button';
import styles from './import.module.css';

export type AppliedCounts = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
};

type AppliedProps = {
  readonly counts: AppliedCounts;
  readonly slug: string;
  readonly onStartOver: () => void;
};

export function Applied({ counts, slug, onStartOver }: AppliedProps) {
  const t = useText();
  const nothing = counts.created + counts.updated === 0;
  return (
    <div className={styles.preview}>
      <Banner
        tone="agreed"
        live
        title={nothing ? t('exchange.preview.nothingChanges') : t('exchange.applied.title')}
      >
        <ul>
          {counts.created > 0 && <li>{t('exchange.applied.created', { count: counts.created })}</li>}
          {counts.updated > 0 && <li>{t('exchange.applied.updated', { count: counts.updated })}</li>}
          {counts.unchanged > 0 && <li>{t('exchange.applied.unchanged', { count: counts.unchanged })}</li>}
        </ul>
      </Banner>
      <div className={styles.actions}>
        <Button onClick={onStartOver}>{t('exchange.import.another')}</Button>
        <LinkButton look="primary" href={`/c/${slug}`}>
          {t('exchange.applied.read')}
        </LinkButton>
      </div>
    </div>
  );
}
