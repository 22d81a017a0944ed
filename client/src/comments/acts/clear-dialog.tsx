import { ClearCommentDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocale, useText, Words } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { Quote } from '../anchor-note';
import { FailureNotice } from '../failure-notice';
import { OrganisationBadge } from '../organisation-badge';
import { BlockProposal, CommentBody } from '../later-proposals';
import { askedOf } from '../proposing/asked';
import { useSending } from '../send';
import { WordingView } from '../wording-view';
import { audienceWords } from '../words';
import Evidence from './evidence';
import styles from './clear-dialog.module.css';

const strong = (words: ReactNode) => <strong>{words}</strong>;

/** The last page before a comment becomes official: exactly what will be seen, by whom, under which name. */
export default function ClearDialog({
  comment,
  onClose,
}: {
  readonly comment: Comment;
  readonly onClose: () => void;
}) {
  const t = useText();
  const { locale } = useLocale();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const [late, setLate] = useState(false);
  // Asked once the server says so: it knows until when this organisation is heard.
  const [asksWhetherLate, setAsksWhetherLate] = useState(false);
  const organisation = comment.organisation.name[locale];
  const clear = async () => {
    if (busy) return;
    const outcome = await send(
      ClearCommentDocument,
      { commentId: comment.id, version: comment.version, late },
      (data) => data.clearComment,
    );
    if ('failure' in outcome) {
      if (outcome.failure.code === 'LATE') setAsksWhetherLate(true);
      return;
    }
    toast({ text: t('acts.clear.done'), meaning: 'agreed' });
    onClose();
  };
  const asked = askedOf(comment);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('acts.clear.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void clear()}>
            {t('acts.clear')}
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        <p>
          <Words
            id="acts.clear.who"
            values={{
              audience: audienceWords(t, comment.visibility, organisation),
              organisation,
              strong,
            }}
          />
        </p>
        <article className={styles.preview} aria-label={t('acts.clear.preview')}>
          <p className={styles.facts}>
            <OrganisationBadge organisation={comment.organisation} decorative />
            <strong>{organisation}</strong>
            <span>{t(`vocabulary.type.${comment.type}`)}</span>
            <span>{t(`vocabulary.severity.${comment.severity}`)}</span>
          </p>
          <p className={styles.quote}>
            <Quote language={comment.target.language}>{comment.target.quote.exact}</Quote>
          </p>
          <CommentBody comment={comment} className={styles.body} />
          {asked && <BlockProposal asked={asked} language={comment.target.language} />}
          {!asked && comment.proposal !== null && (
            <>
              <h3 className={styles.label}>{t('comments.proposal')}</h3>
              <WordingView
                before={comment.target.quote.exact}
                after={comment.proposal}
                language={comment.target.language}
              />
            </>
          )}
          <Evidence comment={comment} whole />
        </article>
        <p className={styles.note}>{t('acts.clear.sealed')}</p>
        <FailureNotice failure={failure} />
        {asksWhetherLate && <Checkbox label={t('acts.clear.late')} checked={late} onChange={setLate} />}
      </div>
    </Dialog>
  );
}
