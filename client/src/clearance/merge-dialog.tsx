import { MergeDraftsDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useSending } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { useToast } from '../ui/toast';
import type { Draft } from './drafts';
import styles from './clearing.module.css';

type MergeDialogProps = {
  readonly comments: readonly Draft[];
  readonly onClose: () => void;
  readonly onDone: (kept: string) => void;
};

/** Which of several drafts stays; the others become a part of it, and everybody who wrote one stays its author inside. */
export function MergeDialog({ comments, onClose, onDone }: MergeDialogProps) {
  const t = useText();
  const { send, busy, failure } = useSending();
  const toast = useToast();
  const [kept, setKept] = useState(comments[0]?.id ?? '');
  const versionOf = ({ id, version }: Draft) => ({ commentId: id, version });

  const merge = async () => {
    const into = comments.find(({ id }) => id === kept);
    if (!into) return;
    const duplicates = comments.filter(({ id }) => id !== kept).map(versionOf);
    const outcome = await send(
      MergeDraftsDocument,
      { into: versionOf(into), duplicates },
      (data) => data.mergeDrafts,
    );
    if ('failure' in outcome) return;
    toast({ text: t('clearance.merge.done'), meaning: 'agreed' });
    onDone(kept);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('clearance.merge.title', { count: comments.length })}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void merge()}>
            {t('clearance.merge')}
          </Button>
        </>
      }
    >
      <p className={styles.lead}>{t('clearance.merge.explain')}</p>
      <RadioGroup
        label={t('clearance.merge.keep')}
        value={kept}
        onChange={setKept}
        choices={comments.map((comment) => ({
          value: comment.id,
          label: <span className={styles.said}>{comment.body}</span>,
          description: comment.clearance?.authors.map(({ name }) => name).join(', '),
        }))}
      />
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
