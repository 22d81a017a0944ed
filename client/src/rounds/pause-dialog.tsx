import { PauseRoundDocument } from '@concord/schema';
import { useOpenConsultation, useSend } from '../comments';
import { useText } from '../i18n/provider';
import { ReasonDialog } from './reason-dialog';

type PauseDialogProps = { readonly onClose: () => void; readonly onChanged: () => void };

export function PauseDialog({ onClose, onChanged }: PauseDialogProps) {
  const t = useText();
  const send = useSend();
  const { id: consultationId } = useOpenConsultation();
  return (
    <ReasonDialog
      form="pause"
      title={t('rounds.pause.title')}
      explain={t('rounds.pause.explain')}
      label={t('rounds.pause.reason')}
      action={t('rounds.pause')}
      done={t('rounds.pause.done')}
      onClose={onClose}
      onDone={onChanged}
      send={(reason) => send(PauseRoundDocument, { consultationId, reason }, (data) => data.pauseRound)}
    />
  );
}
