import { useQuery } from '@apollo/client/react';
import { decidableAlone, type Disposition } from '@concord/consultation';
import {
  CommentModerationDocument,
  ModeratorsDocument,
  TriageCommentDocument,
  type CommentFieldsFragment as Comment,
  type TriageInput,
} from '@concord/schema';
import { useRef, useState } from 'react';
import { FailureNotice, useOpenConsultation, useSend, Withholding, type Failure } from '../comments';
import { useText } from '../i18n/provider';
import { Icon } from '../ui/icon';
import { Select } from '../ui/field';
import { Skeleton } from '../ui/progress';
import { ErrorState } from '../ui/state';
import { AskButton } from './ask-dialog';
import { Notes } from './notes';
import { Similar } from './similar';
import { Tags } from './tags';
import styles from './moderation.module.css';

/** What moderators keep among themselves about one comment; each change is saved at once. */
export default function ModerationPanel({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const send = useSend();
  const consultation = useOpenConsultation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const { data, error, refetch } = useQuery(CommentModerationDocument, {
    variables: { id: comment.id },
    fetchPolicy: 'cache-and-network',
  });
  const { data: known } = useQuery(ModeratorsDocument, { variables: { consultationId: consultation.id } });
  const found = data?.comment;
  const moderation = found?.moderation;
  const before = useRef<Promise<unknown>>(undefined);
  // One after the other: the last word on a field is the one that was given last.
  const change = (changed: Omit<TriageInput, 'commentId'>): Promise<boolean> => {
    const turn = before.current;
    setFailure(null);
    const saved = (async () => {
      await turn;
      const outcome = await send(
        TriageCommentDocument,
        { input: { commentId: comment.id, ...changed } },
        (answer) => answer.triageComment,
      );
      if ('failure' in outcome) setFailure(outcome.failure);
      return !('failure' in outcome);
    })();
    before.current = saved;
    return saved;
  };
  return (
    <section className={styles.panel} aria-labelledby="moderation">
      <h3 id="moderation" className={styles.title}>
        {t('moderation.title')}
      </h3>
      <p className={styles.private}>
        <Icon name="lock" size={14} /> {t('moderation.private')}
      </p>
      <FailureNotice failure={failure} />
      {error && !found ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : !found || !moderation ? (
        <Skeleton lines={4} />
      ) : (
        <>
          <div className={styles.fields}>
            <Select
              label={t('moderation.assignee')}
              value={moderation.assignee?.id ?? ''}
              onChange={(id) => void change({ assigneeId: id === '' ? null : id })}
              options={[
                { value: '', label: t('moderation.assignee.nobody') },
                ...(known?.moderators ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Select<Disposition | ''>
              label={t('moderation.recommendation')}
              value={moderation.recommendation ?? ''}
              onChange={(value) => void change({ recommendation: value === '' ? null : value })}
              options={[
                { value: '', label: t('moderation.recommendation.none') },
                ...decidableAlone.map((value) => ({ value, label: t(`vocabulary.disposition.${value}`) })),
              ]}
            />
          </div>
          <Tags commentId={comment.id} tags={moderation.tags} onChange={change} />
          <Similar comment={comment} similar={moderation.similar} />
          <Notes commentId={comment.id} notes={moderation.notes} />
          <div className={styles.steps}>
            <AskButton comment={comment} />
            <Withholding comment={comment} />
          </div>
        </>
      )}
    </section>
  );
}
