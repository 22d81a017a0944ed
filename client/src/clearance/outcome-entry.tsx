import { fits, limits, reconsiderationProblem } from '@concord/consultation';
import { AskReconsiderationDocument } from '@concord/schema';
import { useState } from 'react';
import {
  AcknowledgeForm,
  askedOf,
  BlockProposal,
  Clarifications,
  commentHref,
  CommentState,
  DecisionView,
  DeferralPart,
  FailureNotice,
  numberWords,
  Quote,
  useMoment,
  useOpenConsultation,
  useSending,
  useUnsentText,
  WordingView,
} from '../comments';
import { useText } from '../i18n/provider';
import { Button, LinkButton } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Dialog } from '../ui/dialog';
import { TextArea } from '../ui/field';
import { useToast } from '../ui/toast';
import { firstWords } from './drafts';
import type { Draft } from './drafts';
import styles from './clearing.module.css';

/** One comment and all that became of it: state, decision with its reason, the text it led to, our answer. */
export function OutcomeEntry({ comment }: { readonly comment: Draft }) {
  const t = useText();
  const { day } = useMoment();
  const consultation = useOpenConsultation();
  const [act, setAct] = useState<'acknowledge' | 'reconsider' | null>(null);
  const { outcome, clearance, reconsideration } = comment;
  const mayAsk =
    consultation.may.clear &&
    reconsiderationProblem({
      status: comment.status,
      disposition: outcome?.disposition ?? null,
      reasonCode: outcome?.reasonCode ?? null,
      asked: reconsideration !== null,
    }) === null;
  return (
    <li className={styles.outcome} data-outcome={comment.id}>
      <h2>
        {comment.number !== null && `${numberWords(t, comment)} · `}
        <span lang={comment.language}>{firstWords(comment)}</span>
      </h2>
      <p className={styles.facts}>
        <CommentState comment={comment} plain />
        {comment.clearedAt && <time dateTime={comment.clearedAt}>{day(comment.clearedAt)}</time>}
        {comment.late && <StatusChip plain meaning="changed" icon="clock" label={t('clearance.late')} />}
        {comment.escalated && (
          <StatusChip plain meaning="refused" icon="arrowRight" label={t('clearance.escalated')} />
        )}
        {clearance?.clearedFor && (
          <span>{t('clearance.clearedFor', { name: clearance.clearedFor.name })}</span>
        )}
      </p>
      <Asked comment={comment} />
      <Clarifications comment={comment} />
      {clearance?.mergedInto && (
        <p>
          {clearance.mergedInto.number === null
            ? t('clearance.merged')
            : t('clearance.merged.number', { number: clearance.mergedInto.number })}
        </p>
      )}
      {outcome && <DecisionView comment={comment} outcome={outcome} />}
      {outcome?.disposition.startsWith('deferred') && <DeferralPart commentId={comment.id} />}
      {comment.withdrawalReason && (
        <p className={styles.said}>
          {t('comments.withdrawalReason')}: <span lang={comment.language}>{comment.withdrawalReason}</span>
        </p>
      )}
      {reconsideration && (
        <p className={styles.said}>
          {t('clearance.reconsider.asked', { date: day(reconsideration.askedAt) })} {reconsideration.reason}
        </p>
      )}
      {act === 'acknowledge' ? (
        <AcknowledgeForm comment={comment} onClose={() => setAct(null)} />
      ) : (
        <div className={styles.actions}>
          {comment.may.acknowledge && (
            <Button look="primary" size="small" onClick={() => setAct('acknowledge')}>
              {t('clearance.outcomes.answer.open')}
            </Button>
          )}
          {mayAsk && (
            <Button size="small" onClick={() => setAct('reconsider')}>
              {t('clearance.reconsider.open')}
            </Button>
          )}
          <LinkButton size="small" look="quiet" icon="eye" href={commentHref(consultation, comment)}>
            {t('clearance.outcomes.open')}
          </LinkButton>
        </div>
      )}
      {act === 'reconsider' && <Reconsider comment={comment} onClose={() => setAct(null)} />}
    </li>
  );
}

/** What we asked for, beside what became of it; where all of it was entered, the decision shows it. */
function Asked({ comment }: { readonly comment: Draft }) {
  const t = useText();
  const { target, proposal, outcome } = comment;
  const asked = askedOf(comment);
  const entered = outcome?.disposition === 'accepted';
  if (asked && !entered) return <BlockProposal asked={asked} language={target.language} />;
  if (asked || proposal === null || entered)
    return (
      <p className={styles.quoted}>
        <Quote language={target.language}>{target.quote.exact}</Quote>
      </p>
    );
  return (
    <div className={styles.asked}>
      <h3>{t('comments.proposal')}</h3>
      <WordingView before={target.quote.exact} after={proposal} language={target.language} />
    </div>
  );
}

function Reconsider({ comment, onClose }: { readonly comment: Draft; readonly onClose: () => void }) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const { value: reason, change: setReason, forget } = useUnsentText(`reconsider/${comment.id}`);
  const [tried, setTried] = useState(false);
  const length = fits(reason, limits.reason);
  const ask = async () => {
    setTried(true);
    if (length !== 'fits' || busy) return;
    const outcome = await send(
      AskReconsiderationDocument,
      { commentId: comment.id, reason },
      (data) => data.askReconsideration,
    );
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('clearance.reconsider.done'), meaning: 'agreed' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      dismissable={reason === ''}
      title={t('clearance.reconsider.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void ask()}>
            {t('clearance.reconsider')}
          </Button>
        </>
      }
    >
      <TextArea
        label={t('clearance.reconsider.reason')}
        description={t('clearance.reconsider.help')}
        value={reason}
        onChange={setReason}
        limit={limits.reason.max}
        rows={4}
        required
        data-autofocus
        error={tried && length !== 'fits' ? t(`clearance.reason.${length}`) : undefined}
      />
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
