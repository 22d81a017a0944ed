import { stages, stageState, type Stage } from '@concord/consultation';
import { useOpenConsultation } from '../comments';
import { useFormat } from '../i18n/format';
import { useText } from '../i18n/provider';
import { Icon } from '../ui/icon';
import type { Round } from './round';
import styles from './rounds.module.css';

type TimelineProps = {
  readonly round: Round;
  readonly now: Stage | null;
  /** Until when a silence round runs. */
  readonly closesAt: string | null;
  /** What is expected of whoever looks. */
  readonly expectations: readonly string[];
};

const icons = { done: 'agreed', now: 'clock', next: 'neutral' } as const;

/** The whole consultation as one line: done, now with its deadline and what is expected, next. */
export function Timeline({ round, now, closesAt, expectations }: TimelineProps) {
  const t = useText();
  const { timeZone } = useOpenConsultation();
  const format = useFormat(timeZone);
  const when = (stage: Stage): string | null => {
    if (stage === 'no_objection') return closesAt && t('rounds.until', { date: format.dateTime(closesAt) });
    if (stage !== 'comments') return null;
    if (now === null) return round.opensAt && t('rounds.from', { date: format.dateTime(round.opensAt) });
    return round.mine.deadline && t('rounds.until', { date: format.dateTime(round.mine.deadline) });
  };
  return (
    <div className={styles.course}>
      <ol className={styles.line} aria-label={t('rounds.timeline')}>
        {stages.map((stage) => {
          const state = stageState(stage, now);
          // A silence round may run while comments are still taken.
          const early = stage === 'no_objection' && state === 'next' && closesAt !== null;
          return (
            <li
              key={stage}
              className={styles.stage}
              data-state={state}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              <span className={styles.dot}>
                <Icon name={icons[state]} size={16} />
              </span>
              <span className={styles.stageName}>{t(`rounds.stage.${stage}`)}</span>
              <span className={styles.stageState}>
                {t(`rounds.state.${early ? 'running' : state}`)}
                {state !== 'done' && when(stage) && ` · ${when(stage)}`}
              </span>
            </li>
          );
        })}
      </ol>
      {expectations.map((expectation) => (
        <p key={expectation} className={styles.expected}>
          <strong>{t('rounds.expected')}</strong> {expectation}
        </p>
      ))}
    </div>
  );
}
