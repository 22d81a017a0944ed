import { cleanTags, mostTags } from '@concord/consultation';
import { useState } from 'react';
import { useText } from '../i18n/provider';
import { Button, IconButton } from '../ui/button';
import { TextField } from '../ui/field';
import styles from './moderation.module.css';

type TagsProps = { readonly tags: readonly string[]; readonly onChange: (tags: string[]) => void };

/** A word or two under which moderators find a comment again. */
export function Tags({ tags, onChange }: TagsProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const next = cleanTags([...tags, typed]);
  const add = () => {
    if (typed.trim() !== '' && next) onChange(next);
  };
  return (
    <form
      className={styles.tags}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={t('moderation.tags')}
        value={typed}
        onChange={setTyped}
        error={typed.trim() !== '' && !next ? t('moderation.tags.problem', { most: mostTags }) : undefined}
      />
      <Button size="small" type="submit">
        {t('moderation.tags.add')}
      </Button>
      {tags.length > 0 && (
        <ul className={styles.chosen} aria-label={t('moderation.tags')}>
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              {tag}
              <IconButton
                size="small"
                icon="cross"
                label={t('moderation.tags.remove', { tag })}
                onClick={() => onChange(tags.filter((one) => one !== tag))}
              />
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
