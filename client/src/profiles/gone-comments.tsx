import type { CommentPlaceFragment as Comment } from '@concord/schema';
import { Note } from '../comments';
import { useText } from '../i18n/provider';
import styles from './gone-comments.module.css';

/** Comments whose words are no longer in the text: shown, never dropped. */
export function GoneComments({ comments }: { readonly comments: readonly Comment[] }) {
  const t = useText();
  if (comments.length === 0) return null;
  return (
    <section className={styles.gone} aria-labelledby="gone-comments">
      <h2 id="gone-comments">{t('profiles.gone', { count: comments.length })}</h2>
      <ol>
        {comments.map((comment) => (
          <li key={comment.id}>
            <Note commentId={comment.id} besideItsWords={false} />
          </li>
        ))}
      </ol>
    </section>
  );
}
