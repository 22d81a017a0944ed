import { fits, limits } from '@concord/consultation';
import {
  PassCommentDocument,
  ReturnCommentDocument,
  SetCommentAsideDocument,
  SubmitCommentDocument,
} from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea } from '../../ui/field';
import { focusFirstWrong } from '../../ui/first-wrong';
import { useToast } from '../../ui/toast';
import { FailureNotice } from '../failure-notice';
import { useSending } from '../send';
import type { Outcome } from '../send';
import { useUnsentText } from '../use-unsent';

/** What moves a draft on inside its organisation: handed in, handed on, given back, set aside. */
export default function DraftSteps({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const [asking, setAsking] = useState<'return' | 'setAside' | null>(null);
  const { may } = comment;
  const draft = { commentId: comment.id, version: comment.version };

  const move = async (step: 'submit' | 'pass') => {
    const outcome =
      step === 'submit'
        ? await send(SubmitCommentDocument, { draft }, (data) => data.submitComment)
        : await send(PassCommentDocument, { draft }, (data) => data.passComment);
    if ('failure' in outcome) return;
    toast({ text: t(`acts.${step}.done`), meaning: 'agreed' });
  };
  return (
    <>
      {may.submit && !may.clear && (
        <Button look="primary" size="small" busy={busy} onClick={() => void move('submit')}>
          {t('acts.submit')}
        </Button>
      )}
      {may.pass && (
        <Button look="primary" size="small" busy={busy} onClick={() => void move('pass')}>
          {t('acts.pass')}
        </Button>
      )}
      {may.return && (
        <Button look="quiet" size="small" icon="undo" onClick={() => setAsking('return')}>
          {t('acts.return.open')}
        </Button>
      )}
      {may.setAside && (
        <Button look="quiet" size="small" icon="lock" onClick={() => setAsking('setAside')}>
          {t('acts.setAside.open')}
        </Button>
      )}
      <FailureNotice failure={failure} />
      {asking && <Remarks comment={comment} step={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

type RemarksProps = {
  readonly comment: Comment;
  readonly step: 'return' | 'setAside';
  readonly onClose: () => void;
};

/** What colleagues are told when their draft comes back, or stays inside for good. */
function Remarks({ comment, step, onClose }: RemarksProps) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const { value, change, forget } = useUnsentText(`${step}/${comment.id}`);
  const [tried, setTried] = useState(false);
  const length = fits(value, limits.remarks);

  const done = async () => {
    setTried(true);
    if (length !== 'fits') return focusFirstWrong();
    if (busy) return;
    const draft = { commentId: comment.id, version: comment.version };
    const outcome: Outcome<unknown> =
      step === 'return'
        ? await send(ReturnCommentDocument, { draft, remarks: value }, (data) => data.returnComment)
        : await send(SetCommentAsideDocument, { draft, reason: value }, (data) => data.setCommentAside);
    if ('failure' in outcome) return;
    forget();
    toast({ text: t(`acts.${step}.done`) });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`acts.${step}.title`)}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look={step === 'return' ? 'primary' : 'danger'} busy={busy} onClick={() => void done()}>
            {t(`acts.${step}`)}
          </Button>
        </>
      }
    >
      <TextArea
        label={t(`acts.${step}.words`)}
        description={t(`acts.${step}.help`)}
        value={value}
        onChange={change}
        limit={limits.remarks.max}
        rows={4}
        required
        data-autofocus
        error={tried && length !== 'fits' ? t(`acts.remarks.${length}`) : undefined}
      />
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
