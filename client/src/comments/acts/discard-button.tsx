import { DiscardCommentDocument, DraftCommentDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useContext, useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { CommentListContext } from '../comment-list';
import { useOpenConsultation } from '../consultation';
import { FailureNotice } from '../failure-notice';
import { newKey } from '../key';
import { useSend, useSending } from '../send';

/** Throws a draft away after asking; for a while the draft can be written again, as it was, under a new key. */
export default function DiscardButton({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const toast = useToast();
  const send = useSend();
  const list = useContext(CommentListContext);
  const consultation = useOpenConsultation();
  const [asking, setAsking] = useState(false);
  const { send: sendDiscard, busy, failure } = useSending();

  const restore = async (key: string) => {
    const { target, type, severity, visibility, body, proposal, language } = comment;
    const { proposalKind, destination, indicators } = comment;
    const outcome = await send(
      DraftCommentDocument,
      {
        input: {
          key,
          consultationId: consultation.id,
          target: {
            sectionId: target.section.id,
            language: target.language,
            blockId: target.blockId,
            start: target.start,
            end: target.end,
            exact: target.quote.exact,
            revision: target.revision,
          },
          type,
          severity,
          visibility,
          body,
          proposal,
          proposalKind,
          moveAfter: destination?.blockId ?? null,
          moveSectionId: destination?.section?.id ?? null,
          indicators,
          language,
        },
      },
      (data) => data.draftComment,
    );
    if ('done' in outcome) return list.add(outcome.done);
    const again = () => void restore(key);
    toast({
      text: t('comments.discard.undoFailed'),
      meaning: 'refused',
      action: { label: t('ui.tryAgain'), onSelect: again },
    });
  };
  const discard = async () => {
    const outcome = await sendDiscard(
      DiscardCommentDocument,
      { commentId: comment.id },
      (data) => data.discardComment,
    );
    if ('failure' in outcome) return;
    setAsking(false);
    const key = newKey();
    toast({
      text: t('comments.discard.done'),
      action: { label: t('comments.discard.undo'), onSelect: () => void restore(key) },
    });
    list.remove(comment.id);
  };
  return (
    <>
      <Button look="quiet" size="small" icon="trash" onClick={() => setAsking(true)}>
        {t('comments.discard.open')}
      </Button>
      {asking && (
        <Dialog
          open
          size="small"
          onClose={() => setAsking(false)}
          title={t('comments.discard.title')}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
              <Button look="danger" busy={busy} onClick={() => void discard()}>
                {t('comments.discard')}
              </Button>
            </>
          }
        >
          <p>{t('comments.discard.explain')}</p>
          <FailureNotice failure={failure} />
        </Dialog>
      )}
    </>
  );
}
