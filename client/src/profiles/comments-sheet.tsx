import type { ReactNode } from 'react';
import { Note, useNotes } from '../comments';
import { useText } from '../i18n/provider';
import { Sheet } from '../ui/dialog';
import styles from './comments-sheet.module.css';

type CommentsSheetProps = {
  readonly blockId: string | null;
  readonly composer: ReactNode;
  readonly onClose: () => void;
};

/** On small screens: the comments of a paragraph from below, with the paragraph in view above. */
export function CommentsSheet({ blockId, composer, onClose }: CommentsSheetProps) {
  const t = useText();
  const { byBlock } = useNotes();
  const here = blockId === null ? [] : (byBlock.get(blockId) ?? []);
  if (composer) {
    return (
      <Sheet open onClose={onClose} title={t('profiles.sheet.compose')}>
        {composer}
      </Sheet>
    );
  }
  return (
    <Sheet open={here.length > 0} onClose={onClose} title={t('comments.count', { count: here.length })}>
      <ol className={styles.notes}>
        {here.map(({ comment, span }) => (
          <li key={comment.id}>
            <Note commentId={comment.id} besideItsWords={span !== null && here.length === 1} />
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
