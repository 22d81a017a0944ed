import { useText } from '../i18n/provider';
import { CopyField } from '../ui/copy';
import styles from './board.module.css';

/** What stood in the compromise when the conflict ended under it: nothing that was typed is lost. */
export function LeftWording({ wording }: { readonly wording: string }) {
  const t = useText();
  return (
    <section className={styles.left} aria-label={t('conflicts.left')}>
      <p className={styles.quiet}>{t('conflicts.left.explain')}</p>
      <CopyField long label={t('conflicts.left')} value={wording} />
    </section>
  );
}
