import { fits, moderationLimits } from '@concord/consultation';
import { NoteOnCommentDocument, type ModerationFieldsFragment } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, newKey, useMoment, useSending, useUnsentText } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';
import styles from './moderation.module.css';

type Note = NonNullable<ModerationFieldsFragment['moderation']>['notes'][number];
type NotesProps = { readonly commentId: string; readonly notes: readonly Note[] };

/** What moderators write to each other. Begun notes wait on this device until they are sent. */
export function Notes({ commentId, notes }: NotesProps) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const { moment } = useMoment();
  const [key, setKey] = useState(newKey);
  const { value, change, forget } = useUnsentText(`note/${commentId}`);
  const length = fits(value, moderationLimits.note);
  const add = async () => {
    if (length !== 'fits' || busy) return;
    const outcome = await send(
      NoteOnCommentDocument,
      { commentId, body: value, key },
      (data) => data.noteOnComment,
    );
    if ('failure' in outcome) return;
    forget();
    setKey(newKey());
  };
  return (
    <form
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h4>{t('moderation.notes')}</h4>
      {notes.length > 0 && (
        <ol className={styles.notes}>
          {notes.map(({ id, author, body, createdAt }) => (
            <li key={id}>
              <p className={styles.fact}>
                {author?.name} · <time dateTime={createdAt}>{moment(createdAt)}</time>
              </p>
              <p className={styles.body}>{body}</p>
            </li>
          ))}
        </ol>
      )}
      <TextArea
        label={t('moderation.notes.new')}
        value={value}
        onChange={change}
        rows={2}
        limit={moderationLimits.note.max}
      />
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button size="small" type="submit" busy={busy} disabled={length !== 'fits'}>
          {t('moderation.notes.add')}
        </Button>
      </div>
    </form>
  );
}
