import { RemindSilentDocument, ResumeRoundDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSend, type Failure } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { useToast } from '../ui/toast';
import { ChangeDialog } from './change-dialog';
import { NextRoundDialog } from './next-round-dialog';
import { PauseDialog } from './pause-dialog';
import type { Round } from './round';
import styles from './rounds.module.css';

type ControlsProps = { readonly round: Round; readonly onChanged: () => void };

/** What the lead agency does with the round as a whole. */
export function Controls({ round, onChanged }: ControlsProps) {
  const t = useText();
  const toast = useToast();
  const send = useSend();
  const { id: consultationId } = useOpenConsultation();
  const [open, setOpen] = useState<'change' | 'pause' | 'next' | null>(null);
  const [busy, setBusy] = useState<'remind' | 'resume' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const act = async (what: 'remind' | 'resume') => {
    setBusy(what);
    setFailure(null);
    const outcome =
      what === 'remind'
        ? await send(RemindSilentDocument, { consultationId }, (data) => data.remindSilent)
        : await send(ResumeRoundDocument, { consultationId }, (data) => data.resumeRound);
    setBusy(null);
    if ('failure' in outcome) return setFailure(outcome.failure);
    toast({ text: t(`rounds.${what}.done`), meaning: 'agreed' });
    onChanged();
  };

  return (
    <section className={styles.controls} aria-label={t('rounds.controls')}>
      <div className={styles.buttons}>
        <Button icon="clock" onClick={() => setOpen('change')}>
          {t('rounds.change.open')}
        </Button>
        {round.pausedAt ? (
          <Button look="primary" busy={busy === 'resume'} onClick={() => void act('resume')}>
            {t('rounds.resume')}
          </Button>
        ) : (
          <Button icon="lock" onClick={() => setOpen('pause')}>
            {t('rounds.pause.open')}
          </Button>
        )}
        {round.phase === 'closed' && (
          <Button icon="plus" onClick={() => setOpen('next')}>
            {t('rounds.next.open')}
          </Button>
        )}
        <Button icon="people" busy={busy === 'remind'} onClick={() => void act('remind')}>
          {t('rounds.remind')}
        </Button>
      </div>
      <FailureNotice failure={failure} />
      {open === 'change' && (
        <ChangeDialog round={round} onClose={() => setOpen(null)} onChanged={onChanged} />
      )}
      {open === 'next' && (
        <NextRoundDialog round={round} onClose={() => setOpen(null)} onChanged={onChanged} />
      )}
      {open === 'pause' && <PauseDialog onClose={() => setOpen(null)} onChanged={onChanged} />}
    </section>
  );
}
