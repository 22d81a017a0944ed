import { memo, useEffect, useRef } from 'react';
import { useLocale, useText } from '../i18n/provider';
import { Icon } from '../ui/icon';
import { classes } from '../ui/classes';
import { CommentState } from './comment-state';
import { CommentWords } from './comment-words';
import { CommentThread } from './comment-thread';
import { noteId, useAtHand } from './notes';
import type { AtHand } from './notes';
import { OrganisationBadge } from './organisation-badge';
import { useComment, useCommentLine } from './use-comment';
import { isEscapeFor, useElementEvents } from './use-element-events';
import { isPrivate } from './words';
import styles from './note.module.css';

type NoteProps = {
  readonly commentId: string;
  /** False where the words are not lit beside the note (a sheet, the list of what has gone). */
  readonly besideItsWords?: boolean;
};

/** One comment folded to a line (who, first words, state); opens in place. */
export const Note = memo(function Note({ commentId, besideItsWords = true }: NoteProps) {
  const t = useText();
  const { locale } = useLocale();
  const { open, setOpen, lit, setLit, arrived, language, backToText } = useAtHand();
  const comment = useCommentLine(commentId);
  const isOpen = open === commentId;
  const note = useRef<HTMLElement>(null);
  const line = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);

  useElementEvents(note, {
    pointerenter: () => setLit(commentId),
    pointerleave: () => setLit(null),
    focusin: () => setLit(commentId),
    focusout: () => setLit(null),
    keydown: (event) => {
      if (!isEscapeFor(note.current, event)) return;
      event.preventDefault();
      setOpen(null);
      backToText(commentId);
    },
  });
  useEffect(() => {
    // Folding an open note must not drop the focus that was inside of it.
    if (wasOpen.current && !isOpen && document.activeElement === document.body)
      line.current?.focus({ preventScroll: true });
    wasOpen.current = isOpen;
  }, [isOpen]);

  if (!comment) return null;
  return (
    <article
      ref={note}
      className={classes(styles.note, arrived.has(comment.id) && styles.arrived)}
      data-open={isOpen || undefined}
      data-lit={lit === comment.id || undefined}
      data-private={isPrivate(comment) || undefined}
      aria-label={t('comments.note', { organisation: comment.organisation.name[locale] })}
    >
      <button
        ref={line}
        id={noteId(comment.id)}
        type="button"
        className={styles.line}
        aria-expanded={isOpen}
        onClick={() => setOpen(isOpen ? null : comment.id)}
      >
        {isPrivate(comment) && <Icon name="lock" size={14} className={styles.lock} />}
        <OrganisationBadge organisation={comment.organisation} />
        <span className={styles.words} lang={comment.language}>
          {isOpen || <CommentWords comment={comment} most={120} />}
        </span>
        <span className={styles.state}>
          <CommentState comment={comment} plain />
        </span>
      </button>
      {isOpen && <Thread commentId={commentId} language={language} besideItsWords={besideItsWords} />}
    </article>
  );
});

function Thread({ commentId, language, besideItsWords }: Required<NoteProps> & Pick<AtHand, 'language'>) {
  const comment = useComment(commentId);
  return comment && <CommentThread comment={comment} language={language} besideItsWords={besideItsWords} />;
}
