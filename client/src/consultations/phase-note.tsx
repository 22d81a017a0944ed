import type { RoundDatesFragment } from '@concord/schema';
import { useFormat } from '../i18n/format';
import { useText } from '../i18n/provider';
import { StatusChip } from '../ui/chip';
import { phaseOf } from './phase';
import styles from './phase-note.module.css';

type PhaseNoteProps = {
  readonly consultation: {
    readonly opensAt: string | null;
    readonly closesAt: string | null;
    readonly round: RoundDatesFragment | null;
    readonly timeZone: string;
  };
  /** Milliseconds; the page says what "now" is. */
  readonly now: number;
};

/** Which phase it is and until when, in one line. */
export function PhaseNote({ consultation, now }: PhaseNoteProps) {
  const t = useText();
  const format = useFormat(consultation.timeZone);
  const { opensAt, closesAt, round } = consultation;
  const phase = phaseOf(
    {
      opensAt,
      closesAt: round?.mine.deadline ?? closesAt,
      lastCall: round?.mine.lastCall ?? null,
      paused: (round?.pausedAt ?? null) !== null,
    },
    now,
  );
  switch (phase.kind) {
    case 'undated':
      return null;
    case 'planned':
      return (
        <StatusChip
          meaning="neutral"
          icon="clock"
          plain
          label={t('consultations.phase.planned', { date: format.date(phase.opensAt) })}
        />
      );
    case 'paused':
      return <StatusChip meaning="waiting" icon="lock" plain label={t('consultations.phase.paused')} />;
    case 'late':
      return (
        <StatusChip
          meaning="waiting"
          plain
          label={t('consultations.phase.late', { date: format.dateTime(phase.lastCall) })}
        />
      );
    case 'closed':
      return (
        <StatusChip
          meaning="neutral"
          icon="lock"
          plain
          label={t('consultations.phase.closed', { date: format.date(phase.closedAt) })}
        />
      );
    case 'open':
      return (
        <span className={styles.open}>
          <StatusChip
            meaning="waiting"
            plain
            label={
              phase.closesAt
                ? t('consultations.phase.openUntil', { date: format.dateTime(phase.closesAt) })
                : t('consultations.phase.open')
            }
          />
          {phase.daysLeft !== null && (
            <span>{t('consultations.phase.daysLeft', { count: phase.daysLeft })}</span>
          )}
          {phase.hoursLeft !== null && (
            <span>{t('consultations.phase.hoursLeft', { count: phase.hoursLeft })}</span>
          )}
        </span>
      );
  }
}
