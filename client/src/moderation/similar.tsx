import {
  ClusterCommentsDocument,
  type CommentFieldsFragment as Comment,
  type ModerationFieldsFragment,
} from '@concord/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import {
  commentHref,
  FailureNotice,
  numberWords,
  OrganisationBadge,
  useOpenConsultation,
  useSend,
  type Failure,
} from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import styles from './moderation.module.css';

type Similar = NonNullable<ModerationFieldsFragment['moderation']>['similar'][number];
type SimilarProps = { readonly comment: Comment; readonly similar: readonly Similar[] };

/** Comments that may say the same. The program suggests; a person says whether they belong together. */
export function Similar({ comment, similar }: SimilarProps) {
  const t = useText();
  const send = useSend();
  const consultation = useOpenConsultation();
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const together = similar.filter((one) => one.together).map((one) => one.comment.id);
  const put = async (id: string, others: string[]) => {
    setBusy(id);
    setFailure(null);
    const outcome = await send(
      ClusterCommentsDocument,
      { commentId: comment.id, others },
      (data) => data.clusterComments,
    );
    setBusy(null);
    if ('failure' in outcome) setFailure(outcome.failure);
  };
  if (similar.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="similar">
      <h4 id="similar">{t('moderation.similar')}</h4>
      <FailureNotice failure={failure} />
      <ul className={styles.similar}>
        {similar.map((one) => (
          <li key={one.comment.id}>
            <p className={styles.line}>
              <OrganisationBadge organisation={one.comment.organisation} />
              <Link href={commentHref(consultation, one.comment)}>{numberWords(t, one.comment)}</Link>
              {one.together && <span className={styles.fact}>{t('moderation.similar.together')}</span>}
            </p>
            <p className={styles.excerpt}>{one.comment.body}</p>
            {!one.together && (
              <Button
                size="small"
                look="quiet"
                busy={busy === one.comment.id}
                onClick={() => void put(one.comment.id, [...together, one.comment.id])}
              >
                {t('moderation.similar.put')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {together.length > 0 && (
        <div className={styles.actions}>
          <Button
            size="small"
            look="quiet"
            busy={busy === comment.id}
            onClick={() => void put(comment.id, [])}
          >
            {t('moderation.similar.take')}
          </Button>
        </div>
      )}
    </section>
  );
}
