import { commentTypes, severities, visibilities } from '@concord/consultation';
import { ClassifyCommentDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useSend } from '../comments';
import type { Failure } from '../comments';
import { useText } from '../i18n/provider';
import { Select } from '../ui/field';
import styles from './desk.module.css';

type Facts = Pick<Comment, 'type' | 'severity' | 'visibility'>;
type DraftFactsProps = { readonly comment: Comment; readonly editable: boolean };

/** What kind of comment it is, how heavy it weighs and who is to see it once official: saved at once. */
export function DraftFacts({ comment, editable }: DraftFactsProps) {
  const t = useText();
  const send = useSend();
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (facts: Partial<Facts>) => {
    const { type, severity, visibility } = { ...comment, ...facts };
    const outcome = await send(
      ClassifyCommentDocument,
      { input: { commentId: comment.id, type, severity, visibility } },
      (data) => data.classifyComment,
    );
    setFailure('failure' in outcome ? outcome.failure : null);
  };
  return (
    <div className={styles.factRow}>
      <Select
        label={t('comments.column.type')}
        value={comment.type}
        disabled={!editable}
        onChange={(type) => void change({ type })}
        options={commentTypes.map((value) => ({ value, label: t(`vocabulary.type.${value}`) }))}
      />
      <Select
        label={t('comments.column.severity')}
        value={comment.severity}
        disabled={!editable}
        onChange={(severity) => void change({ severity })}
        options={severities.map((value) => ({ value, label: t(`vocabulary.severity.${value}`) }))}
      />
      <Select
        label={t('comments.compose.visibility')}
        value={comment.visibility}
        disabled={!editable}
        onChange={(visibility) => void change({ visibility })}
        options={visibilities.map((value) => ({ value, label: t(`vocabulary.visibility.${value}`) }))}
      />
      <FailureNotice failure={failure} />
    </div>
  );
}
