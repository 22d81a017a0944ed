import { commentTypes, limits, severities, visibilities } from '@concord/consultation';
import { localeNames } from '@concord/locale';
import { DraftCommentDocument, ReviseCommentDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment, TargetInput } from '@concord/schema';
import { useContext, useEffect, useRef, useState } from 'react';
import { useLocale, useText } from '../i18n/provider';
import { Button, IconButton } from '../ui/button';
import { Select, TextArea } from '../ui/field';
import { useToast } from '../ui/toast';
import { Quote } from './anchor-note';
import { CommentListContext } from './comment-list';
import {
  blankText,
  isWorthKeeping,
  problemsOf,
  spansCells,
  storedBegun,
  storedText,
  targetFor,
  textOf,
} from './comment-text';
import type { BegunComment, CommentText, TextProblem } from './comment-text';
import { useOpenConsultation } from './consultation';
import { FailureNotice } from './failure-notice';
import { ProposalPart } from './later-proposals';
import { PrivateNote } from './private-note';
import { draftInput, revisionInput, saveDraft } from './save-draft';
import type { DraftPost } from './save-draft';
import { useSending } from './send';
import { useFormKeys } from './use-element-events';
import { useUnsent } from './use-unsent';
import styles from './composer.module.css';

export type ComposerTask =
  | {
      readonly kind: 'draft';
      readonly key: string;
      readonly target: TargetInput;
      /** All of the block that the words are of, for what is proposed of a block as a whole. */
      readonly block?: TargetInput | undefined;
      readonly proposes: boolean;
      readonly clipped?: boolean;
    }
  | { readonly kind: 'revise'; readonly comment: Comment };

type ComposerProps = {
  readonly task: ComposerTask;
  readonly onClose: () => void;
  /** False where a sheet around it has a title and a way to close. */
  readonly titled?: boolean;
  /** Where what is kept on this device goes out by itself: then no connection is no failure. */
  readonly onKept?: () => void;
};

/** Writing or revising a comment. Every keystroke is kept on the device until the server has it. */
export function Composer({ task, onClose, titled = true, onKept }: ComposerProps) {
  const t = useText();
  const { locale } = useLocale();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const list = useContext(CommentListContext);
  const consultation = useOpenConsultation();
  const title = t(task.kind === 'draft' ? 'comments.compose.title' : 'comments.revise.title');
  const form = useRef<HTMLFormElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Where one goes on writing; the page itself must not move from the words it is about.
    body.current?.focus({ preventScroll: true });
  }, []);
  const { text, initial, attempts, change, remember, forget } = useCommentText(task);
  const [tried, setTried] = useState(false);

  const target = task.kind === 'draft' ? task.target : task.comment.target;
  const words =
    task.kind === 'draft'
      ? task.target.exact
      : (task.comment.anchor.words ?? task.comment.target.quote.exact);
  const quote = task.kind === 'draft' ? targetFor(task, text).exact : (text.about?.exact ?? words);
  // A colleague's newer text is not written over without a word; whoever was told saves on top of what is there then.
  const [version, setVersion] = useState(task.kind === 'revise' ? task.comment.version : 0);
  const problems = problemsOf(text, quote);
  const problem = (...among: TextProblem[]) => {
    const found = tried ? problems.find((one) => among.includes(one)) : undefined;
    return found && t(`comments.problem.${found}`);
  };
  const refused = (field: string) =>
    failure?.field?.includes(field) ? (failure.message ?? undefined) : undefined;
  const organisation = consultation.myOrganisation?.name[locale] ?? '';
  const post: DraftPost = {
    draft: (input) => send(DraftCommentDocument, { input }, (data) => data.draftComment),
    revise: (input) => send(ReviseCommentDocument, { input }, (data) => data.reviseComment),
  };

  const save = async () => {
    setTried(true);
    if (problems.length > 0 || busy) return;
    // It may arrive without anybody being told: a later attempt then has to look for this one.
    remember(text);
    const outcome =
      task.kind === 'draft'
        ? await saveDraft(
            post,
            draftInput(task, consultation.id, text),
            attempts.map((one) => draftInput(task, consultation.id, one)),
          )
        : await post.revise(revisionInput(task.comment, version, text));
    if ('failure' in outcome) {
      if (task.kind === 'revise') setVersion(task.comment.version);
      if (onKept && outcome.failure.code === 'UNREACHABLE') return onKept();
      return;
    }
    forget();
    if (task.kind === 'draft') list.add(outcome.done);
    toast({ text: t('comments.compose.saved'), meaning: 'agreed' });
    onClose();
  };
  const discard = () => {
    forget();
    onClose();
    if (!isWorthKeeping(text, initial)) return;
    toast({
      text: t('comments.compose.thrownAway'),
      action: { label: t('comments.discard.undo'), onSelect: () => change(text) },
    });
  };

  useFormKeys(form, { send: save, leave: onClose });
  return (
    <form
      ref={form}
      className={styles.composer}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {titled && (
        <header className={styles.header}>
          <h3>{title}</h3>
          <IconButton size="small" icon="cross" label={t('comments.compose.close')} onClick={onClose} />
        </header>
      )}
      <PrivateNote organisation={organisation} />
      <p className={styles.quote}>
        <Quote language={target.language}>{quote}</Quote>
      </p>
      {task.kind === 'draft' && task.clipped && (
        <p className={styles.hint}>{t('comments.compose.clipped')}</p>
      )}
      <TextArea
        label={t('comments.compose.body')}
        value={text.body}
        onChange={(body) => change({ ...text, body })}
        lang={text.language}
        limit={limits.body.max}
        required
        rows={3}
        error={problem('body_missing', 'body_too_long') ?? refused('body')}
        ref={body}
      />
      <ProposalPart
        text={text}
        initial={initial}
        words={words}
        language={target.language}
        {...(task.kind === 'draft'
          ? { sectionId: task.target.sectionId, block: task.block ?? null, comment: null }
          : { sectionId: task.comment.section.id, block: null, comment: task.comment })}
        begins={task.kind === 'draft' && task.proposes}
        onChange={change}
        problem={problem}
        refused={refused}
      />
      <div className={styles.row}>
        <Select
          label={t('comments.column.type')}
          value={text.type}
          onChange={(type) => change({ ...text, type })}
          options={commentTypes.map((value) => ({ value, label: t(`vocabulary.type.${value}`) }))}
        />
        <Select
          label={t('comments.column.severity')}
          value={text.severity}
          onChange={(severity) => change({ ...text, severity })}
          options={severities.map((value) => ({ value, label: t(`vocabulary.severity.${value}`) }))}
        />
        <Select
          label={t('comments.compose.visibility')}
          value={text.visibility}
          onChange={(visibility) => change({ ...text, visibility })}
          options={visibilities.map((value) => ({ value, label: t(`vocabulary.visibility.${value}`) }))}
        />
        {task.kind === 'draft' && (
          <Select
            label={t('comments.compose.language')}
            value={text.language}
            onChange={(language) => change({ ...text, language })}
            options={consultation.languages.map((value) => ({ value, label: localeNames[value] }))}
          />
        )}
      </div>
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button look="quiet" size="small" onClick={discard}>
          {t(task.kind === 'draft' ? 'comments.compose.throwAway' : 'comments.revise.undo')}
        </Button>
        <Button look="primary" type="submit" busy={busy}>
          {t('comments.compose.save')}
        </Button>
      </div>
    </form>
  );
}

/** A new comment is stored together with its key and target, so that the page can offer it again after a reload. */
function useCommentText(task: ComposerTask) {
  const { locale } = useLocale();
  const [initial] = useState(() =>
    task.kind === 'draft'
      ? blankText(locale, task.proposes && !spansCells(task.target.exact) ? task.target.exact : null)
      : textOf(task.comment),
  );
  const form = task.kind === 'draft' ? `comment/${task.key}` : `revise/${task.comment.id}`;
  const { value, change, forget } = useUnsent<UnsentText>(
    form,
    task.kind === 'draft'
      ? { key: task.key, target: task.target, block: task.block, text: initial }
      : { text: initial },
    task.kind === 'draft' ? storedBegun : storedRevision,
  );
  return {
    text: value.text,
    initial,
    attempts: value.sent ?? [],
    change: (text: CommentText) => change({ ...value, text }),
    remember: (text: CommentText) => change({ ...value, text, sent: [...(value.sent ?? []), text] }),
    forget,
  };
}

type UnsentText = Partial<Pick<BegunComment, 'key' | 'target' | 'block' | 'sent'>> & {
  readonly text: CommentText;
};

function storedRevision(value: unknown): { text: CommentText } | null {
  const text = typeof value === 'object' && value !== null && 'text' in value ? storedText(value.text) : null;
  return text && { text };
}
