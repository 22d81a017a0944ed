import {
  decisionProblems,
  dispositionFacts,
  limits,
  needsReasonCode,
  reasonCodes,
} from '@concord/consultation';
import { DecideDocument, type CommentFieldsFragment as Comment } from '@concord/schema';
import type { Disposition, ReasonCode } from '@concord/schema';
import { useRef, useState } from 'react';
import {
  newKey,
  numberWords,
  OrganisationBadge,
  Quote,
  useSend,
  useUnsentText,
  WordingView,
} from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { Select, TextArea } from '../ui/field';
import { focusFirstWrong } from '../ui/first-wrong';
import { Icon } from '../ui/icon';
import { ProgressBar } from '../ui/progress';
import { decideEach } from './together';
import styles from './together.module.css';

/** What can be said of many at once: nothing that takes wording of its own for each, or another comment. */
const forMany = ['accepted', 'not_accepted', 'noted'] as const satisfies readonly Disposition[];

type TogetherDialogProps = {
  readonly comments: readonly Comment[];
  readonly onClose: (decided: readonly string[]) => void;
};

/** One disposition with one reason for each of several comments; each is a decision of its own, and told of by itself. */
export function TogetherDialog({ comments, onClose }: TogetherDialogProps) {
  const t = useText();
  const send = useSend();
  // Kept while it is open: what was sent and got no answer is sent again under the same key.
  const [items] = useState(() =>
    comments.map((comment) => ({ comment, commentId: comment.id, key: newKey() })),
  );
  const [disposition, setDisposition] = useState<(typeof forMany)[number] | null>(null);
  const { value: reason, change: setReason, forget } = useUnsentText('together');
  const [reasonCode, setReasonCode] = useState<ReasonCode | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [settled, setSettled] = useState<ReadonlyMap<string, string | null>>(new Map());
  const stop = useRef(false);
  const done = items.filter(({ commentId }) => settled.get(commentId) === null);
  const left = items.filter(({ commentId }) => settled.get(commentId) !== null);
  const begun = settled.size > 0;
  const problems =
    disposition === null
      ? (['choose'] as const)
      : decisionProblems({ disposition, reason: reason.trim() || null, reasonCode });
  const problem = (...among: readonly (typeof problems)[number][]) => {
    const found = tried ? among.find((one) => problems.some((problem) => problem === one)) : undefined;
    return found && t(`comments.problem.${found}`);
  };

  const decide = async () => {
    setTried(true);
    if (problems.length > 0 || disposition === null) return focusFirstWrong();
    if (busy) return;
    setBusy(true);
    stop.current = false;
    await decideEach(
      left,
      async ({ comment, key }) => {
        const { anchor, proposal } = comment;
        const writes = dispositionFacts[disposition].wording === 'proposal' && proposal !== null;
        const outcome = {
          commentId: comment.id,
          disposition,
          reason: reason.trim() || null,
          reasonCode: needsReasonCode(disposition) ? reasonCode : null,
          ...(writes && { seenWords: anchor.words }),
        };
        const answer = await send(
          DecideDocument,
          { input: { key, outcomes: [outcome] } },
          (data) => data.decide,
        );
        return 'failure' in answer ? answer.failure.message : null;
      },
      ({ commentId, refused }) => {
        if (refused === null) forget();
        setSettled((before) => new Map(before).set(commentId, refused));
      },
      () => stop.current,
    );
    setBusy(false);
  };
  const close = () => onClose(done.map(({ commentId }) => commentId));
  return (
    <Dialog
      open
      size="large"
      title={t('moderation.together.title', { count: items.length })}
      onClose={close}
      dismissable={!busy && (reason === '' || left.length === 0)}
      actions={
        busy ? (
          <Button onClick={() => (stop.current = true)}>{t('moderation.together.stop')}</Button>
        ) : left.length === 0 ? (
          <Button look="primary" onClick={close}>
            {t('ui.close')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t(begun ? 'ui.close' : 'ui.cancel')}</Button>
            <Button look="primary" onClick={() => void decide()}>
              {t(begun ? 'moderation.together.again' : 'moderation.together', { count: left.length })}
            </Button>
          </>
        )
      }
    >
      <div className={styles.form}>
        <p>{t('moderation.together.explain')}</p>
        {begun ? (
          <div role="status">
            <ProgressBar
              label={t('moderation.together.progress', { done: done.length, all: items.length })}
              value={settled.size / items.length}
            />
            {!busy && left.length > 0 && <p>{t('moderation.together.left', { count: left.length })}</p>}
          </div>
        ) : (
          <>
            <RadioGroup
              label={t('moderation.together.disposition')}
              layout="row"
              value={disposition}
              onChange={setDisposition}
              choices={forMany.map((value) => ({ value, label: t(`vocabulary.disposition.${value}`) }))}
              error={problem('choose')}
            />
            {disposition !== null && needsReasonCode(disposition) && (
              <Select
                label={t('moderation.together.reasonCode')}
                value={reasonCode ?? ''}
                onChange={(value) => setReasonCode(reasonCodes.find((code) => code === value) ?? null)}
                options={[
                  { value: '', label: t('moderation.together.reasonCode.choose') },
                  ...reasonCodes.map((value) => ({
                    value: value as string,
                    label: t(`vocabulary.reason.${value}`),
                  })),
                ]}
                error={problem('reason_code_required')}
              />
            )}
            <TextArea
              label={t('moderation.together.reason')}
              description={t('moderation.together.reason.who')}
              optional={disposition === null || !dispositionFacts[disposition].needsReason}
              value={reason}
              onChange={setReason}
              limit={limits.reason.max}
              rows={2}
              error={problem('reason_required', 'reason_too_long')}
            />
          </>
        )}
        <ol className={styles.list}>
          {items.map(({ comment, commentId }) => {
            const refused = settled.get(commentId);
            return (
              <li key={commentId} data-settled={refused === undefined ? undefined : refused === null}>
                <p className={styles.head}>
                  <OrganisationBadge organisation={comment.organisation} />
                  <strong>{numberWords(t, comment)}</strong>
                  {refused === null && (
                    <span className={styles.done}>
                      <Icon name="check" size={14} /> {t('moderation.together.done')}
                    </span>
                  )}
                </p>
                {comment.proposal === null ? (
                  <p className={styles.words} lang={comment.language}>
                    {comment.body}
                  </p>
                ) : (
                  <WordingView
                    before={comment.anchor.words ?? comment.target.quote.exact}
                    after={comment.proposal}
                    language={comment.target.language}
                  />
                )}
                {comment.proposal === null && (
                  <p className={styles.words}>
                    <Quote language={comment.target.language}>{comment.target.quote.exact}</Quote>
                  </p>
                )}
                {typeof refused === 'string' && (
                  <p className={styles.refused}>
                    <Icon name="refused" size={14} /> {refused}
                  </p>
                )}
              </li>
            );
          })}
        </ol>
      </div>
    </Dialog>
  );
}
