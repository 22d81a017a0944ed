import { cleanTags, mostTags } from '@concord/consultation';
import type { TriageInput } from '@concord/schema';
import { useRef, useState } from 'react';
import { useUnsent } from '../comments';
import { useText } from '../i18n/provider';
import { Button, IconButton } from '../ui/button';
import { TextField } from '../ui/field';
import styles from './moderation.module.css';

type TagsProps = {
  readonly commentId: string;
  readonly tags: readonly string[];
  /** Answers when the server has: whether it was saved. */
  readonly onChange: (change: Pick<TriageInput, 'addTags' | 'removeTags'>) => Promise<boolean>;
};

/**
 * A word or two under which moderators find a comment again. One tag is asked for at a time, beside whatever colleagues
 * do meanwhile. What is not saved yet waits on this device, and is shown as that when it was refused.
 */
export function Tags({ commentId, tags, onChange }: TagsProps) {
  const t = useText();
  const { text, unsaved, keep } = useBegunTags(commentId, tags);
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const [going, setGoing] = useState<readonly string[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const missing = unsaved.filter((tag) => !tags.includes(tag));
  const coming = missing.filter((tag) => underWay.includes(tag));
  const refused = missing.filter((tag) => !underWay.includes(tag));
  const shown = [...tags.filter((tag) => !going.includes(tag)), ...coming];
  const [wanted] = cleanTags([text]) ?? [];
  const fits = wanted !== undefined && cleanTags([...shown, wanted]) !== null;

  const add = async (tag: string) => {
    setUnderWay((before) => [...before, tag]);
    const saved = await onChange({ addTags: [tag] });
    if (saved) keep((before) => ({ unsaved: before.unsaved.filter((one) => one !== tag) }));
    setUnderWay((before) => before.filter((one) => one !== tag));
  };
  const remove = async (tag: string) => {
    // The button goes with its tag.
    field.current?.focus();
    setGoing((before) => [...before, tag]);
    await onChange({ removeTags: [tag] });
    setGoing((before) => before.filter((one) => one !== tag));
  };
  return (
    <form
      className={styles.tags}
      onSubmit={(event) => {
        event.preventDefault();
        if (!fits) return;
        keep((before) => ({ text: '', unsaved: [...new Set([...before.unsaved, wanted])] }));
        void add(wanted);
      }}
    >
      <TextField
        ref={field}
        label={t('moderation.tags')}
        value={text}
        onChange={(next) => keep(() => ({ text: next }))}
        error={text.trim() !== '' && !fits ? t('moderation.tags.problem', { most: mostTags }) : undefined}
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
                onClick={() => void remove(tag)}
              />
            </li>
          ))}
        </ul>
      )}
      {refused.length > 0 && (
        <ul className={styles.chosen} aria-label={t('moderation.tags.unsaved')}>
          {refused.map((tag) => (
            <li key={tag} className={styles.tag} data-unsaved="">
              {tag} <span>{t('moderation.tags.unsaved')}</span>
              <IconButton
                size="small"
                icon="redo"
                label={t('moderation.tags.again', { tag })}
                onClick={() => {
                  field.current?.focus();
                  void add(tag);
                }}
              />
              <IconButton
                size="small"
                icon="cross"
                label={t('moderation.tags.remove', { tag })}
                onClick={() => {
                  field.current?.focus();
                  keep((before) => ({ unsaved: before.unsaved.filter((one) => one !== tag) }));
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

/** What is typed, and what was asked for and is not known to be saved. */
type Begun = { readonly text: string; readonly unsaved: readonly string[] };

const blank: Begun = { text: '', unsaved: [] };

function useBegunTags(commentId: string, tags: readonly string[]) {
  const { value, change, forget } = useUnsent(`tags/${commentId}`, blank, stored);
  // Answers come between the strokes of a key: each builds on the latest.
  const latest = useRef(value);
  const keep = (next: (before: Begun) => Partial<Begun>) => {
    const { text, unsaved } = { ...latest.current, ...next(latest.current) };
    latest.current = { text, unsaved: unsaved.filter((tag) => !tags.includes(tag)) };
    change(latest.current);
    if (text === '' && latest.current.unsaved.length === 0) forget();
  };
  return { ...value, keep };
}

function stored(value: unknown): Begun | null {
  if (typeof value !== 'object' || value === null) return null;
  const { text, unsaved } = value as Partial<Record<keyof Begun, unknown>>;
  return typeof text === 'string' && Array.isArray(unsaved) && unsaved.every((one) => typeof one === 'string')
    ? { text, unsaved }
    : null;
}
