import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useEffect, useRef, type CSSProperties } from 'react';
import { asks, CommentState } from '../comments';
import { useText } from '../i18n/provider';
import type { Person } from '../platform/sync/presence';
import { Icon } from '../ui/icon';
import { VisuallyHidden } from '../ui/visually-hidden';
import { DraftDesk } from './draft-desk';
import { isWithDrafters, useDraftText } from './draft-text';
import { useOpenRoom } from './room';
import styles from './desk.module.css';

type DraftLineProps = {
  readonly comment: Comment;
  readonly isOpen: boolean;
  /** Colleagues who are in it now. */
  readonly people: readonly Person[];
  readonly onOpen: (id: string | null) => void;
};

/** One draft folded to a line: the words it is about, what it says, how far it is; opens in place. */
export function DraftLine({ comment, isOpen, people, onOpen }: DraftLineProps) {
  const t = useText();
  const room = useOpenRoom();
  const live = useDraftText(isWithDrafters(comment) ? (room?.session.doc ?? null) : null, comment.id);
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const words = comment.anchor.words ?? comment.target.quote.exact;
  const body = live?.text ?? comment.body;
  return (
    <article ref={line} className={styles.draft} data-open={isOpen || undefined} data-draft={comment.id}>
      <button
        type="button"
        data-row={comment.id}
        className={styles.line}
        aria-expanded={isOpen}
        onClick={() => onOpen(isOpen ? null : comment.id)}
      >
        <span className={styles.place} lang={comment.target.language}>
          {words}
        </span>
        <span className={styles.said} lang={comment.language}>
          {body.trim() === '' ? t('rooms.draft.blank') : body}
        </span>
        <span className={styles.facts}>
          <CommentState comment={comment} plain />
          {asks({ ...comment, proposal: live?.proposal ?? comment.proposal }) && (
            <span title={t('rooms.wording')}>
              <Icon name="changed" size={14} />
              <VisuallyHidden>{t('rooms.wording')}</VisuallyHidden>
            </span>
          )}
          {people.map(({ clientId, name, colour }) => (
            <span key={clientId} className={styles.here} style={hue(colour)}>
              {t('rooms.draft.here', { name })}
            </span>
          ))}
        </span>
      </button>
      {isOpen && <DraftDesk comment={comment} />}
    </article>
  );
}

const hue = (colour: number): CSSProperties => ({ '--cursor-hue': (colour % 12) * 30 }) as CSSProperties;
