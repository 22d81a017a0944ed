import { reopens } from '@concord/consultation';
import { ChangeRoundDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSending } from '../comments';
import { useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Form } from '../ui/form';
import { useToast } from '../ui/toast';
import type { Round } from './round';
import { fromWall, toWall } from '../platform/wall-time';
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
  const [opensAt, setOpensAt] = useState(round.opensAt ? toWall(round.opensAt, timeZone) : '');
  const [closesAt, setClosesAt] = useState(round.closesAt ? toWall(round.closesAt, timeZone) : '');
  const [grace, setGrace] = useState(String(round.graceHours));
  const [blind, setBlind] = useState(round.blind);

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
      <p className={styles.explain}>{t('rounds.change.explain', { timeZone })}</p>
      <Form onSubmit={() => void save()}>
        <TextField
          type="datetime-local"
          label={t('rounds.change.opensAt')}
          value={opensAt}
          onChange={setOpensAt}
          error={wrong('opensAt')}
        />
        <TextField
          type="datetime-local"
          label={t('rounds.change.closesAt')}
          value={closesAt}
          onChange={setClosesAt}
          error={wrong('closesAt')}
        />
        <TextField
          type="number"
          min={0}
          max={336}
          label={t('rounds.change.grace')}
          description={t('rounds.change.graceExplain')}
          value={grace}
          onChange={setGrace}
          error={wrong('graceHours')}
        />
        <Checkbox
          label={t('rounds.change.blind')}
          description={t('rounds.change.blindExplain')}
          checked={blind}
          onChange={setBlind}
        />
      </Form>
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
