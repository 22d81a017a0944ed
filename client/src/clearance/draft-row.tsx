import { formatRelative } from '@concord/locale';
import { useId } from 'react';
import { CommentState, CommentThread, sectionTitle, useOpenConsultation } from '../comments';
import { useLocale, useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { StatusChip } from '../ui/chip';
import { Inside } from './inside';
import { firstWords } from './drafts';
import type { Draft, Pair } from './drafts';
import styles from './clearing.module.css';

type DraftRowProps = {
  readonly comment: Draft;
  readonly relation: Pair['relation'] | null;
  readonly picked: boolean;
  /** Null: not this person's to choose. */
  readonly onPick: ((picked: boolean) => void) | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

/** One draft folded to a line: where, what, by whom, how long it has been waiting; opens in place. */
export function DraftRow({ comment, relation, picked, onPick, isOpen, onToggle }: DraftRowProps) {
  const t = useText();
  const { locale } = useLocale();
  const consultation = useOpenConsultation();
  const words = useId();
  const section = consultation.sections.find(({ id }) => id === comment.section.id);
  const since = comment.clearance?.history.at(-1)?.at ?? comment.revisedAt;
  // What has just happened is not ahead of us, whatever this device's clock says.
  const now = Math.max(useNow(), Date.parse(since));
  const step = comment.clearance?.step;
  return (
    <li className={styles.row} data-open={isOpen || undefined} data-draft={comment.id}>
      <div className={styles.line}>
        {onPick && (
          <input
            type="checkbox"
            className={styles.pick}
            aria-labelledby={words}
            checked={picked}
            onChange={(event) => onPick(event.currentTarget.checked)}
          />
        )}
        <button
          type="button"
          data-row={comment.id}
          className={styles.summary}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          <span className={styles.section}>
            {section && sectionTitle(section, locale, consultation.originalLanguage)}
          </span>
          <span id={words} className={styles.words} lang={comment.language}>
            {firstWords(comment)}
          </span>
          <span className={styles.facts}>
            <CommentState comment={comment} plain />
            {step && comment.status === 'internal_review' && <span>{t(`clearance.step.${step}`)}</span>}
            <span>{comment.clearance?.authors.map(({ name }) => name).join(', ')}</span>
            <span>{formatRelative(locale, since, { now, timeZone: consultation.timeZone })}</span>
            {relation && (
              <StatusChip
                plain
                meaning={relation === 'contradict' ? 'refused' : 'changed'}
                icon={relation === 'contradict' ? 'warning' : 'copy'}
                label={t(`clearance.relation.${relation}`)}
              />
            )}
          </span>
        </button>
      </div>
      {isOpen && (
        <div className={styles.inside}>
          <Inside comment={comment} />
          <CommentThread comment={comment} language={comment.target.language} besideItsWords={false} />
        </div>
      )}
    </li>
  );
}
