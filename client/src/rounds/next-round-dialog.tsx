import { OpenRoundDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSending } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { fromWall, toWall, zoneName } from '../platform/wall-time';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useToast } from '../ui/toast';
import { roundNumber, type Round } from './round';
import { RoundFields, type TypedRound } from './round-fields';
import styles from './rounds.module.css';

type NextRoundDialogProps = {
  /** The one that is over. */
  readonly round: Round;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

const TWO_WEEKS = 14 * 86_400_000;
const fields = ['opensAt', 'closesAt', 'graceHours'];

/** [RD12] Another written round: it says what begins anew and what stays before it is opened. */
export function NextRoundDialog({ round, onClose, onChanged }: NextRoundDialogProps) {
  const t = useText();
  const toast = useToast();
  const { locale } = useLocale();
  const { send, busy, failure } = useSending();
  const now = useNow();
  const { id: consultationId, timeZone } = useOpenConsultation();
  const ordinal = round.ordinal + 1;
  const named = { ordinal: roundNumber(locale, ordinal) };
  const [typed, setTyped] = useState<TypedRound>(() => ({
    opensAt: '',
    closesAt: toWall(new Date(now + TWO_WEEKS).toISOString(), timeZone),
    grace: String(round.graceHours),
    blind: false,
  }));
  const save = async () => {
    const graceHours = Number(typed.grace || 'NaN');
    const input = {
      consultationId,
      ordinal,
      opensAt: fromWall(typed.opensAt, timeZone),
      // What is no date is sent as one of long ago, and refused with the right sentence.
      closesAt: fromWall(typed.closesAt, timeZone) ?? new Date(0).toISOString(),
      graceHours: Number.isInteger(graceHours) ? graceHours : -1,
      blind: typed.blind,
    };
    const outcome = await send(OpenRoundDocument, { input }, (data) => data.openRound);
    if ('failure' in outcome) return;
    toast({ text: t('rounds.next.done', named), meaning: 'agreed' });
    onChanged();
    onClose();
  };
  return (
    <Dialog
      open
      title={t('rounds.next.title', named)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {t('rounds.next', named)}
          </Button>
        </>
      }
    >
      <p className={styles.explain}>{t('rounds.next.explain', { timeZone: zoneName(timeZone) })}</p>
      <RoundFields
        value={typed}
        onChange={setTyped}
        opening={t('rounds.next.opening')}
        wrong={(field) => (failure?.field === field ? failure.message : undefined)}
        onSubmit={() => void save()}
      />
      {failure && !fields.includes(failure.field ?? '') && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
