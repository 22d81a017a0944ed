import { cleanTags, mostTags } from '@concord/consultation';
import { useRef, useState } from 'react';
import { useText } from '../i18n/provider';
import { Button, IconButton } from '../ui/button';
import { TextField } from '../ui/field';
import styles from './moderation.module.css';

type TagsProps = {
  readonly tags: readonly string[];
  /** Answers when the server has. */
  readonly onChange: (tags: string[]) => Promise<void>;
};

/** A word or two under which moderators find a comment again. One goes on typing while the last one is being saved. */
export function Tags({ tags, onChange }: TagsProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  /** What was asked for and is under way: the next change builds on it. */
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const latest = useRef<readonly string[] | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const shown = asked ?? tags;
  const next = cleanTags([...shown, typed]);
  const ask = (wanted: string[]) => {
    latest.current = wanted;
    setAsked(wanted);
    // Whatever became of it, what the server says stands.
    void onChange(wanted).finally(() => latest.current === wanted && setAsked(null));
  };
  return (
    <form
      className={styles.tags}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === '' || !next) return;
        ask(next);
        setTyped('');
      }}
    >
      <TextField
        ref={field}
        label={t('moderation.tags')}
        value={typed}
        onChange={setTyped}
        error={typed.trim() !== '' && !next ? t('moderation.tags.problem', { most: mostTags }) : undefined}
      />
      <Button size="small" type="submit">
        {t('moderation.tags.add')}
      </Button>
      {shown.length > 0 && (
        <ul className={styles.chosen} aria-label={t('moderation.tags')}>
          {shown.map((tag) => (
            <li key={tag} className={styles.tag}>
              {tag}
              <IconButton
                size="small"
                icon="cross"
                label={t('moderation.tags.remove', { tag })}
                onClick={() => {
                  ask(shown.filter((one) => one !== tag));
                  // The button goes with its tag.
                  field.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
