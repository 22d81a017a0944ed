import { fits, withholdingNote } from '@concord/consultation';
import { RestoreCommentDocument } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { focusFirstWrong } from '../../ui/first-wrong';
import { useToast } from '../../ui/toast';
import { FailureNotice } from '../failure-notice';
import { useSending } from '../send';
import { useUnsentText } from '../use-unsent';

type RestoreDialogProps = {
  readonly commentId: string;
  readonly seen: string;
  readonly onClose: () => void;
};

/** Shows all of a comment again; the note stays on record beside what was withheld. */
export function RestoreDialog({ commentId, seen, onClose }: RestoreDialogProps) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const { value: note, change: setNote, forget } = useUnsentText(`restore/${commentId}`);
  const [tried, setTried] = useState(false);
  const fit = fits(note, withholdingNote);
  const restore = async () => {
    setTried(true);
    if (fit !== 'fits') return focusFirstWrong();
    if (busy) return;
    const outcome = await send(
      RestoreCommentDocument,
      { commentId, note, seen },
      (data) => data.restoreComment,
    );
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('acts.restore.done'), meaning: 'agreed' });
    onClose();
  };
  return (
    <Dialog
      open
      title={t('acts.restore.title')}
      onClose={onClose}
      dismissable={note === ''}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void restore()}>
            {t('acts.restore')}
          </Button>
        </>
      }
    >
      <p>{t('acts.restore.explain')}</p>
      <TextArea
        label={t('acts.restore.note')}
        description={t('acts.withhold.note.who')}
        value={note}
        onChange={setNote}
        rows={3}
        required
        limit={withholdingNote.max}
        data-autofocus
        error={tried && fit !== 'fits' ? t('acts.withhold.note.problem') : undefined}
      />
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
