import { useText } from '../i18n/provider';
import { Icon } from '../ui/icon';
import { useNotes } from './notes';
import { isSettled } from './words';
import styles from './block-comments.module.css';

/** Says after a paragraph how many comments it has. On small screens it is the way to them; beside a margin it is spoken. */
export function BlockComments({ blockId }: { readonly blockId: string }) {
  const t = useText();
  const { byBlock, openBlock, open } = useNotes();
  const here = byBlock.get(blockId) ?? [];
  if (here.length === 0) return null;
  return (
    <button
      type="button"
      data-outside=""
      className={styles.count}
      data-settled={here.every(({ comment }) => isSettled(comment)) || undefined}
      data-open={here.some(({ comment }) => comment.id === open) || undefined}
      data-comments-of={blockId}
      aria-label={t('comments.count', { count: here.length })}
      onClick={() => openBlock(blockId)}
    >
      <Icon name="comment" size={14} />
      <span aria-hidden="true">{here.length}</span>
    </button>
  );
}
