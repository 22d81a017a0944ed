import { reopens } from '@concord/consultation';
import { ChangeRoundDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSending } from '../comments';
import { useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useToast } from '../ui/toast';
import type { Round } from './round';
import { RoundFields } from './round-fields';
import { fromWall, toWall, zoneName } from '../platform/wall-time';
import styles from './rounds.module.css';

type ChangeDialogProps = {
  readonly round: Round;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

/** Everybody's dates: so it says whom they bind, and that a closed round opens again, before it is done. */
export function ChangeDialog({ round, onClose, onChanged }: ChangeDialogProps) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const now = useNow();
  const { id: consultationId, timeZone } = useOpenConsultation();
  const [typed, setTyped] = useState({
    opensAt: round.opensAt ? toWall(round.opensAt, timeZone) : '',
    closesAt: round.closesAt ? toWall(round.closesAt, timeZone) : '',
    grace: String(round.graceHours),
    blind: round.blind,
  });
  const { opensAt, closesAt, grace, blind } = typed;

  // A field that nobody touched keeps its seconds.
  const kept = (typed: string, before: string | null): string | null =>
    before && toWall(before, timeZone) === typed ? before : fromWall(typed, timeZone);
  const wanted = { opensAt: kept(opensAt, round.opensAt), closesAt: kept(closesAt, round.closesAt) };
  const graceHours = Number(grace || 'NaN');
  const reopening = reopens(
    { ...rule(round), pausedAt: null, blind: round.blind },
    rule({ ...wanted, graceHours }),
    new Date(now),
  );

  const save = async () => {
    const input = {
      consultationId,
      version: round.version,
      ...wanted,
      graceHours: Number.isInteger(graceHours) ? graceHours : -1,
      blind,
    };
    const outcome = await send(ChangeRoundDocument, { input }, (data) => data.changeRound);
    if ('failure' in outcome) return;
    toast({ text: t('rounds.change.done'), meaning: 'agreed' });
    onChanged();
    onClose();
  };
  const wrong = (field: string) => (failure?.field === field ? failure.message : undefined);

  return (
    <Dialog
      open
      title={t('rounds.change.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {t(reopening ? 'rounds.change.reopen' : 'rounds.change')}
          </Button>
        </>
      }
    >
      <p className={styles.explain}>{t('rounds.change.explain', { timeZone: zoneName(timeZone) })}</p>
      <RoundFields value={typed} onChange={setTyped} wrong={wrong} onSubmit={() => void save()} />
      {reopening && <Banner tone="waiting">{t('rounds.change.reopens')}</Banner>}
      {failure && !['opensAt', 'closesAt', 'graceHours'].includes(failure.field ?? '') && (
        <FailureNotice failure={failure} />
      )}
    </Dialog>
  );
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));
const rule = (dates: {
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly graceHours: number;
}) => ({
  opensAt: moment(dates.opensAt),
  closesAt: moment(dates.closesAt),
  graceHours: dates.graceHours,
});
