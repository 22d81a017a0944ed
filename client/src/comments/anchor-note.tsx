import type { CommentFieldsFragment as Comment, Locale } from '@concord/schema';
import { localeNames } from '@concord/locale';
import { useText } from '../i18n/provider';
import { Icon } from '../ui/icon';
import styles from './anchor-note.module.css';

type AnchorNoteProps = {
  readonly comment: Comment;
  /** The language that is being read. */
  readonly language: Locale;
};

/** What became of the words since the comment was written; silent while they stand where they stood. */
export function AnchorNote({ comment: { target, anchor, outcome }, language }: AnchorNoteProps) {
  const t = useText();
  const foreign = target.language !== language;
  // Words that changed because the comment was heard are told by its outcome.
  const byDecision =
    outcome?.change && anchor.status === 'text_changed' && anchor.words === outcome.change.after;
  if ((anchor.status === 'exact' || byDecision) && !foreign) return null;
  const then = <Quote language={target.language}>{target.quote.exact}</Quote>;
  return (
    <div className={styles.note} data-status={anchor.status}>
      {foreign && (
        <p>
          <Icon name="globe" size={14} />{' '}
          {t('comments.anchor.foreign', { language: localeNames[target.language] })}
        </p>
      )}
      {anchor.status === 'moved' && (
        <p>
          <Icon name="changed" size={14} /> {t('comments.anchor.moved')}
        </p>
      )}
      {anchor.status === 'text_changed' && (
        <p>
          <Icon name="changed" size={14} /> {t('comments.anchor.text_changed')}
        </p>
      )}
      {anchor.status === 'orphaned' && (
        <p>
          <Icon name="warning" size={14} /> {t('comments.anchor.orphaned')}
        </p>
      )}
      {anchor.status === 'text_changed' ? (
        <dl className={styles.thenNow}>
          <dt>{t('comments.anchor.then')}</dt>
          <dd>{then}</dd>
          <dt>{t('comments.anchor.now')}</dt>
          <dd>
            <Quote language={target.language}>{anchor.words ?? ''}</Quote>
          </dd>
        </dl>
      ) : (
        (foreign || anchor.status === 'orphaned') && <p>{then}</p>
      )}
    </div>
  );
}

export function Quote({ language, children }: { readonly language: Locale; readonly children: string }) {
  return (
    <q className={styles.quote} lang={language}>
      {children}
    </q>
  );
}
