import { useContext, useState } from 'react';
import type { SettledFieldsFragment as Decision } from '@concord/schema';
import { UnsentContext } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy';
import { leftReasons } from './left-reasons';
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

type LeftReasonsProps = { readonly commentId: string; readonly decisions: readonly Decision[] };

/** Reasons that somebody had written for a decision when another came first. They come back should it be taken back. */
export function LeftReasons({ commentId, decisions }: LeftReasonsProps) {
  const t = useText();
  const { locale } = useLocale();
  const unsent = useContext(UnsentContext);
  const [left, setLeft] = useState(() => leftReasons(unsent, commentId));
  if (left === null) return null;
  const comments = decisions.flatMap(({ outcomes }) => outcomes.map(({ comment }) => comment));
  return (
    <section className={styles.left} aria-label={t('conflicts.reasons')}>
      <p className={styles.quiet}>{t('conflicts.reasons.explain')}</p>
      {left.reasons.map(({ laneId, reason }) => {
        const of = comments.find(({ id }) => id === laneId)?.organisation.name[locale];
        return (
          <CopyField
            key={laneId}
            long
            label={of ? t('conflicts.reasons.for', { organisation: of }) : t('conflicts.reasons')}
            value={reason}
          />
        );
      })}
      <Button
        size="small"
        onClick={() => {
          unsent.forget(left.form);
          setLeft(null);
        }}
      >
        {t('conflicts.reasons.forget')}
      </Button>
    </section>
  );
}
