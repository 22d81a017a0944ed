import { FreezeVersionDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, newKey, useOpenConsultation, useSending } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useToast } from '../ui/toast';

type FreezeDialogProps = {
  readonly next: number;
  readonly onClose: () => void;
  readonly onFrozen: () => void;
};

/** Final: so it says what will no longer be possible, and for whom, before it is done. */
export function FreezeDialog({ next, onClose, onFrozen }: FreezeDialogProps) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const consultation = useOpenConsultation();
  const [key] = useState(newKey);
  const freeze = async () => {
    const outcome = await send(
      FreezeVersionDocument,
      { consultationId: consultation.id, key },
      (data) => data.freezeVersion,
    );
    if ('failure' in outcome) return;
    toast({ text: t('versions.freeze.done', { number: outcome.done.number }), meaning: 'agreed' });
    onFrozen();
    onClose();
  };
  return (
    <Dialog
      open
      size="small"
      title={t('versions.freeze.title', { number: next })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void freeze()}>
            {t('versions.freeze', { number: next })}
          </Button>
        </>
      }
    >
      <p>{t('versions.freeze.explain')}</p>
      <p>{t(next === 1 ? 'versions.freeze.first' : 'versions.freeze.again')}</p>
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
