import { addRemark } from '@concord/document/room';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { newKey, useMoment, useUnsentText } from '../comments';
import { useText } from '../i18n/provider';
import type { DocumentSession } from '../platform/sync/document-session';
import { useViewer } from '../platform/session';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { useChatter } from './draft-text';
import styles from './desk.module.css';

type ChatterProps = {
  readonly session: DocumentSession;
  readonly comment: Comment;
  readonly writes: boolean;
};

/** Longer than any aside among colleagues. */
const longest = 2000;

/** What colleagues say to each other about a draft. It stays in the room when the comment goes out. */
export function Chatter({ session, comment, writes }: ChatterProps) {
  const t = useText();
  const { moment } = useMoment();
  const person = useViewer()?.person;
  const remarks = useChatter(session.doc, comment.id);
  const { value: text, change: setText, forget } = useUnsentText(`chatter/${comment.id}`);
  const over = text.trim().length - longest;
  const say = () => {
    const words = text.trim();
    if (words === '' || over > 0 || !person) return;
    addRemark(session.doc, comment.id, {
      id: newKey(),
      personId: person.id,
      name: person.name,
      text: words,
      at: new Date().toISOString(),
    });
    setText('');
    forget();
  };
  return (
    <details className={styles.chatter} open={remarks.length > 0}>
      <summary>{t('rooms.chatter', { count: remarks.length })}</summary>
      {remarks.length > 0 && (
        <ol className={styles.remarks}>
          {remarks.map((remark) => (
            <li key={remark.id}>
              <strong>{remark.name}</strong> <time dateTime={remark.at}>{moment(remark.at)}</time>
              <p>{remark.text}</p>
            </li>
          ))}
        </ol>
      )}
      {writes && (
        <form
          className={styles.say}
          onSubmit={(event) => {
            event.preventDefault();
            say();
          }}
        >
          <TextField
            label={t('rooms.chatter.say')}
            labelHidden
            value={text}
            onChange={setText}
            placeholder={t('rooms.chatter.say')}
            error={over > 0 ? t('ui.charactersOver', { count: over }) : undefined}
          />
          <Button type="submit">{t('rooms.chatter.send')}</Button>
        </form>
      )}
    </details>
  );
}
