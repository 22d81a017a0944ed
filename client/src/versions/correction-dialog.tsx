import { fits, limits } from '@concord/consultation';
import { DecideDocument, type TargetInput } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, newKey, useSending, useUnsent, WordingView } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextArea } from '../ui/field';
import { focusFirstWrong } from '../ui/first-wrong';
import { useToast } from '../ui/toast';
import styles from './versions.module.css';

export type CorrectionDialogProps = {
  /** The words to replace, as they were seen. */
  readonly target: TargetInput;
  readonly onClose: () => void;
};

type Begun = { readonly key: string; readonly wording: string; readonly reason: string };

/** A slip of the pen in a frozen text: small, but on record like any other decision. */
export default function CorrectionDialog({ target, onClose }: CorrectionDialogProps) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const [blank] = useState<Begun>(() => ({ key: newKey(), wording: target.exact, reason: '' }));
  const { value, change, forget } = useUnsent(
    `correct/${target.sectionId}/${target.blockId}/${target.start}/${target.exact}`,
    blank,
    stored,
  );
  const [tried, setTried] = useState(false);
  const same = value.wording === target.exact;
  const unexplained = fits(value.reason, limits.reason) !== 'fits';
  const correct = async () => {
    setTried(true);
    if (same || unexplained) return focusFirstWrong();
    if (busy) return;
    const input = {
      key: value.key,
      outcomes: [],
      changes: [{ target, wording: value.wording }],
      reason: value.reason.trim(),
    };
    const outcome = await send(DecideDocument, { input }, (data) => data.decide);
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('versions.correct.done'), meaning: 'agreed' });
    onClose();
  };
  return (
    <Dialog
      open
      title={t('versions.correct.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void correct()}>
            {t('versions.correct')}
          </Button>
        </>
      }
    >
      <p>{t('versions.correct.explain')}</p>
      <TextArea
        label={t('versions.correct.wording')}
        value={value.wording}
        onChange={(wording) => change({ ...value, wording })}
        lang={target.language}
        serif
        rows={3}
        limit={limits.proposal.max}
        data-autofocus
        error={tried && same ? t('versions.correct.same') : undefined}
      />
      <TextArea
        label={t('versions.correct.reason')}
        description={t('versions.correct.reason.who')}
        value={value.reason}
        onChange={(reason) => change({ ...value, reason })}
        rows={2}
        required
        limit={limits.reason.max}
        error={tried && unexplained ? t('versions.correct.reason.missing') : undefined}
      />
      {!same && (
        <div className={styles.quote}>
          <WordingView before={target.exact} after={value.wording} language={target.language} />
        </div>
      )}
      <FailureNotice failure={failure} />
    </Dialog>
  );
}

function stored(value: unknown): Begun | null {
  if (typeof value !== 'object' || value === null) return null;
  const { key, wording, reason } = value as Partial<Record<keyof Begun, unknown>>;
  return typeof key === 'string' && typeof wording === 'string' && typeof reason === 'string'
    ? { key, wording, reason }
    : null;
}
