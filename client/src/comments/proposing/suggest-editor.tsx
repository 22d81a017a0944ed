import { limits, suggestionOf, textWith } from '@concord/consultation';
import { DraftCommentDocument, ReviseCommentDocument } from '@concord/schema';
import type { DraftCommentInput, TargetInput } from '@concord/schema';
import { useContext, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLocale, useText } from '../../i18n/provider';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { CommentListContext } from '../comment-list';
import { blankText, spansCells, storedBegun } from '../comment-text';
import type { BegunComment } from '../comment-text';
import { useOpenConsultation } from '../consultation';
import { FailureNotice } from '../failure-notice';
import { PrivateNote } from '../private-note';
import { draftInput, saveDraft } from '../save-draft';
import { useSending } from '../send';
import { useFormKeys } from '../use-element-events';
import { useUnsent } from '../use-unsent';
import { WordingView } from '../wording-view';
import styles from './proposing.module.css';

export type SuggestEditorProps = {
  readonly draftKey: string;
  /** All of the paragraph, as it was when somebody began to type over it. */
  readonly target: TargetInput;
  readonly onClose: () => void;
};

/**
 * A paragraph typed over in its place, with what that changes. What is kept is the least proposal that says it; until then
 * it lies on this device as a begun comment does, and is offered again after a reload.
 */
export default function SuggestEditor({ draftKey: key, target, onClose }: SuggestEditorProps) {
  const t = useText();
  const { locale } = useLocale();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const list = useContext(CommentListContext);
  const consultation = useOpenConsultation();
  const form = useRef<HTMLFormElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [attempts, setAttempts] = useState<readonly DraftCommentInput[]>([]);
  const [asking, setAsking] = useState(false);
  const { value, change, forget } = useUnsent<BegunComment>(
    `comment/${key}`,
    {
      key,
      target,
      block: target,
      text: { ...blankText(locale, target.exact), body: t('proposing.suggest.body') },
    },
    storedBegun,
  );
  const typed = value.text.proposal ?? target.exact;
  const least = suggestionOf(target.exact, typed);
  const isTable = spansCells(target.exact);
  useEffect(() => area.current?.focus({ preventScroll: true }), []);

  const keep = async () => {
    if (!least || busy) return;
    const { start, end, replacement } = least;
    const words = { ...target, start, end, exact: target.exact.slice(start, end) };
    const body = value.text.body.trim() || t('proposing.suggest.body');
    const text = { ...value.text, body, proposal: replacement };
    const input = draftInput({ key, target: words }, consultation.id, text);
    setAttempts([...attempts, input]);
    const outcome = await saveDraft(
      {
        draft: (given) => send(DraftCommentDocument, { input: given }, (data) => data.draftComment),
        revise: (given) => send(ReviseCommentDocument, { input: given }, (data) => data.reviseComment),
      },
      input,
      attempts,
    );
    if ('failure' in outcome) return;
    forget();
    list.add(outcome.done);
    toast({ text: t('proposing.suggest.kept'), meaning: 'agreed' });
    onClose();
  };
  const discard = () => {
    forget();
    onClose();
  };
  const leave = () => (least ? setAsking(true) : discard());

  useFormKeys(form, { send: keep, leave: asking ? null : leave });
  if (isTable)
    return (
      <div className={styles.editor} data-outside="">
        <Banner
          tone="changed"
          live
          action={
            <Button size="small" onClick={onClose} autoFocus>
              {t('ui.close')}
            </Button>
          }
        >
          {t('proposing.suggest.table')}
        </Banner>
      </div>
    );
  const tooLong = typed.length > limits.proposal.max;
  return (
    <form
      ref={form}
      className={styles.editor}
      data-outside=""
      lang={locale}
      aria-label={t('proposing.suggest.text')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <PrivateNote organisation={consultation.myOrganisation?.name[locale] ?? ''} />
      <TextArea
        label={t('proposing.suggest.text')}
        labelHidden
        value={typed}
        onChange={(proposal) => change({ ...value, text: { ...value.text, proposal } })}
        lang={target.language}
        serif
        ref={area}
        rows={Math.min(14, Math.max(3, Math.ceil(typed.length / 70)))}
        error={tooLong ? t('comments.problem.proposal_too_long') : undefined}
      />
      <div className={styles.preview} role="group" aria-label={t('proposing.suggest.marks')}>
        {least ? (
          <WordingView
            before={target.exact}
            after={textWith({ text: target.exact, hosts: null }, [{ ...least, wording: least.replacement }])}
            language={target.language}
          />
        ) : (
          <p className={styles.hint}>{t('proposing.suggest.unchanged')}</p>
        )}
      </div>
      <TextArea
        label={t('proposing.suggest.why')}
        value={value.text.body}
        onChange={(body) => change({ ...value, text: { ...value.text, body } })}
        lang={locale}
        limit={limits.body.max}
        rows={1}
      />
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button look="quiet" size="small" onClick={leave}>
          {t('proposing.suggest.discard')}
        </Button>
        <Button look="primary" type="submit" busy={busy} disabled={!least || tooLong}>
          {t('proposing.suggest.keep')}
        </Button>
      </div>
      {asking &&
        // Outside the document: its headings and paragraphs are not the dialog's.
        createPortal(
          <Dialog
            open
            size="small"
            title={t('proposing.suggest.sure')}
            onClose={() => setAsking(false)}
            actions={
              <>
                <Button onClick={() => setAsking(false)}>{t('proposing.suggest.back')}</Button>
                <Button look="danger" onClick={discard}>
                  {t('proposing.suggest.discard')}
                </Button>
              </>
            }
          >
            <p>{t('proposing.suggest.sure.explain')}</p>
          </Dialog>,
          document.body,
        )}
    </form>
  );
}
