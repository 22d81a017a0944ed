import { DraftAnewDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useContext, useState } from 'react';
import { useLocation } from 'wouter';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { useToast } from '../../ui/toast';
import { CommentListContext } from '../comment-list';
import { useOpenConsultation } from '../consultation';
import { FailureNotice } from '../failure-notice';
import { newKey } from '../key';
import { useSending } from '../send';

/** What was withdrawn comes back to the desk, to be said better. */
export default function DraftAnew({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const list = useContext(CommentListContext);
  const [, go] = useLocation();
  const { slug } = useOpenConsultation();
  const [key] = useState(newKey);
  const draft = async () => {
    const outcome = await send(DraftAnewDocument, { commentId: comment.id, key }, (data) => data.draftAnew);
    if ('failure' in outcome) return;
    toast({ text: t('acts.anew.done'), meaning: 'agreed' });
    list.add(outcome.done);
    go(`/c/${slug}/desk?draft=${outcome.done.id}`);
  };
  return (
    <div>
      <FailureNotice failure={failure} />
      <Button size="small" icon="pencil" busy={busy} onClick={() => void draft()}>
        {t('acts.anew')}
      </Button>
    </div>
  );
}
