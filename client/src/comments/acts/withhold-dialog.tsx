import {
  fits,
  rangesOf,
  tidyRanges,
  withGaps,
  withholdingNote,
  withholdingReasons,
  type Range,
  type WithholdingKind,
  type WithholdingReason,
} from '@concord/consultation';
import { WithholdCommentDocument, type WithholdingFieldsFragment } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useRef, useState } from 'react';
import { useLocale, useText } from '../../i18n/provider';
import { Button, IconButton } from '../../ui/button';
import { Checkbox, RadioGroup } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Select, TextArea, TextField } from '../../ui/field';
import { focusFirstWrong } from '../../ui/first-wrong';
import { useToast } from '../../ui/toast';
import { Gapped } from '../comment-words';
import { FailureNotice } from '../failure-notice';
import { useSending } from '../send';
import { useUnsentText } from '../use-unsent';
import styles from './withheld.module.css';

type WithholdDialogProps = {
  readonly comment: Comment;
  /** What is withheld now; null = nothing. */
  readonly seen: WithholdingFieldsFragment | null;
  readonly onClose: () => void;
};

/** Hides a comment from others or blacks out words of it: which, why, and who will read what. */
export function WithholdDialog({ comment, seen, onClose }: WithholdDialogProps) {
  const t = useText();
  const { locale } = useLocale();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const [kind, setKind] = useState<WithholdingKind>(seen?.kind ?? 'redacted');
  const [reasonCode, setReasonCode] = useState<WithholdingReason | ''>(seen?.reasonCode ?? '');
  const { value: note, change: setNote, forget } = useUnsentText(`withhold/${comment.id}`, seen?.note ?? '');
  const [files, setFiles] = useState(seen?.kind === 'redacted' && seen.files);
  const [words, setWords] = useState<readonly string[]>(() => wordsOf(comment, seen));
  const [tried, setTried] = useState(false);
  const organisation = comment.organisation.name[locale];
  const fit = fits(note, withholdingNote);
  const body = placesOf(comment.body, words);
  const proposal = placesOf(comment.proposal ?? '', words);
  const nothing = kind === 'redacted' && body.length + proposal.length === 0 && !files;

  const withhold = async () => {
    setTried(true);
    if (fit !== 'fits' || reasonCode === '' || nothing) return focusFirstWrong();
    if (busy) return;
    const ranges = kind === 'hidden' ? { body: [], proposal: [] } : { body, proposal };
    const outcome = await send(
      WithholdCommentDocument,
      { input: { commentId: comment.id, kind, reasonCode, note, files, ...ranges, seen: seen?.id ?? null } },
      (data) => data.withholdComment,
    );
    if ('failure' in outcome) return;
    forget();
    toast({ text: t(`acts.withhold.done.${kind}`), meaning: 'changed' });
    onClose();
  };
  return (
    <Dialog
      open
      size="large"
      title={t('acts.withhold.title', { organisation })}
      onClose={onClose}
      dismissable={note === (seen?.note ?? '')}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="danger" busy={busy} onClick={() => void withhold()}>
            {t(`acts.withhold.${kind}`)}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('acts.withhold.who', { organisation })}</p>
        <RadioGroup<WithholdingKind>
          label={t('acts.withhold.kind')}
          value={kind}
          onChange={setKind}
          choices={(['redacted', 'hidden'] as const).map((value) => ({
            value,
            label: t(`acts.withhold.kind.${value}`),
            description: t(`acts.withhold.kind.${value}.explain`),
          }))}
        />
        {kind === 'redacted' && (
          <>
            <WordsChooser words={words} onChange={setWords} comment={comment} />
            <Preview
              label={t('acts.withhold.preview')}
              text={withGaps(comment.body, body)}
              lang={comment.language}
            />
            {comment.proposal !== null && (
              <Preview
                label={t('comments.proposal')}
                text={withGaps(comment.proposal, proposal)}
                lang={comment.target.language}
              />
            )}
            <Checkbox label={t('acts.withhold.files')} checked={files} onChange={setFiles} />
          </>
        )}
        <Select<WithholdingReason | ''>
          label={t('acts.withhold.reason')}
          description={t('acts.withhold.reason.who')}
          value={reasonCode}
          onChange={setReasonCode}
          required
          error={tried && reasonCode === '' ? t('comments.problem.choose') : undefined}
          options={[
            { value: '', label: t('acts.withhold.reason.choose'), disabled: true },
            ...withholdingReasons.map((value) => ({ value, label: t(`acts.withheld.reason.${value}`) })),
          ]}
        />
        <TextArea
          label={t('acts.withhold.note')}
          description={t('acts.withhold.note.who')}
          value={note}
          onChange={setNote}
          rows={3}
          required
          limit={withholdingNote.max}
          error={tried && fit !== 'fits' ? t('acts.withhold.note.problem') : undefined}
        />
        {tried && nothing && <p role="alert">{t('acts.withhold.nothing')}</p>}
        <FailureNotice failure={failure} />
      </div>
    </Dialog>
  );
}

type WordsChooserProps = {
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
  readonly comment: Comment;
};

/** Words are typed or marked in the text; each is blacked out wherever it stands. */
function WordsChooser({ words, onChange, comment }: WordsChooserProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const text = `${comment.body}\n${comment.proposal ?? ''}`;
  const missing = typed.trim() !== '' && rangesOf(text, typed).length === 0;
  const add = () => {
    const marked = typed.trim() === '' ? markedIn(text) : typed.trim();
    if (marked === '' || rangesOf(text, marked).length === 0) return field.current?.focus();
    if (!words.includes(marked)) onChange([...words, marked]);
    setTyped('');
    field.current?.focus();
  };
  return (
    <div className={styles.part}>
      <div className={styles.part}>
        <p className={styles.preview} lang={comment.language}>
          {comment.body}
        </p>
        {comment.proposal !== null && (
          <p className={styles.preview} lang={comment.target.language}>
            {comment.proposal}
          </p>
        )}
      </div>
      <div className={styles.add}>
        <TextField
          ref={field}
          label={t('acts.withhold.words')}
          description={t('acts.withhold.words.help')}
          value={typed}
          onChange={setTyped}
          error={missing ? t('acts.withhold.words.missing') : undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button
          // Pressing it must not take away what is marked.
          onPointerDown={(event) => event.preventDefault()}
          onClick={add}
        >
          {t('acts.withhold.words.add')}
        </Button>
      </div>
      {words.length > 0 && (
        <ul className={styles.chosen} aria-label={t('acts.withhold.words.chosen')}>
          {words.map((one) => (
            <li key={one}>
              {one}
              <IconButton
                size="small"
                icon="cross"
                label={t('acts.withhold.words.remove', { words: one })}
                onClick={() => onChange(words.filter((other) => other !== one))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Preview({
  label,
  text,
  lang,
}: {
  readonly label: string;
  readonly text: string;
  readonly lang: string;
}) {
  return (
    <section className={styles.part}>
      <h4>{label}</h4>
      <p className={styles.preview} lang={lang}>
        <Gapped>{text}</Gapped>
      </p>
    </section>
  );
}

/** What somebody marked with the pointer, if it is of these words. */
function markedIn(text: string): string {
  const marked = window.getSelection()?.toString().trim() ?? '';
  return text.includes(marked) ? marked : '';
}

const placesOf = (text: string, words: readonly string[]): Range[] =>
  tidyRanges(words.flatMap((one) => rangesOf(text, one)));

/** The words that are withheld already, each once. */
function wordsOf(comment: Comment, seen: WithholdingFieldsFragment | null): string[] {
  const cut = (text: string, ranges: readonly Range[]) =>
    ranges.map(({ start, end }) => text.slice(start, end));
  if (!seen) return [];
  return [...new Set([...cut(comment.body, seen.body), ...cut(comment.proposal ?? '', seen.proposal)])];
}
