import { useQuery } from '@apollo/client/react';
import { CommentWithholdingsDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { RestoreDialog } from './restore-dialog';
import { WithheldNote } from './withheld';
import { WithholdDialog } from './withhold-dialog';
import styles from './withheld.module.css';

/** For moderators: keeps words of a comment from others, shows them again, and what was done so before. */
export default function Withholding({ comment }: { readonly comment: Comment }) {
  const t = useText();
  const [asking, setAsking] = useState<'withhold' | 'restore' | null>(null);
  const { data } = useQuery(CommentWithholdingsDocument, {
    variables: { id: comment.id },
    fetchPolicy: 'cache-and-network',
  });
  const found = data?.comment;
  if (!found) return null;
  const { withheld } = found;
  const earlier = found.withholdings.filter(({ endedAt }) => endedAt !== null);
  const close = () => setAsking(null);
  return (
    <div className={styles.part}>
      {earlier.length > 0 && (
        <details>
          <summary>{t('acts.withheld.earlier', { count: earlier.length })}</summary>
          <ol className={styles.record}>
            {earlier.map((one) => (
              <li key={one.id}>
                <WithheldNote withheld={one} />
              </li>
            ))}
          </ol>
        </details>
      )}
      <div className={styles.actions}>
        {withheld && (
          <Button size="small" icon="eye" onClick={() => setAsking('restore')}>
            {t('acts.restore.open')}
          </Button>
        )}
        <Button size="small" icon="lock" onClick={() => setAsking('withhold')}>
          {t(withheld ? 'acts.withhold.change' : 'acts.withhold.open')}
        </Button>
      </div>
      {asking === 'withhold' && <WithholdDialog comment={comment} seen={withheld} onClose={close} />}
      {asking === 'restore' && withheld && (
        <RestoreDialog commentId={comment.id} seen={withheld.id} onClose={close} />
      )}
    </div>
  );
}
