import { acknowledgements } from '@concord/consultation';
import { AcknowledgeDecisionDocument } from '@concord/schema';
import type { Acknowledgement, CommentFieldsFragment as Comment } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { RadioGroup } from '../../ui/choice';
import { useToast } from '../../ui/toast';
import { FailureNotice } from '../failure-notice';
import { useSending } from '../send';
import { ActForm } from './act-form';
import styles from '../act-form.module.css';

/** What an organisation answers to the decision on its comment. */
export default function AcknowledgeForm({
  comment,
  onClose,
}: {
  readonly comment: Comment;
  readonly onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const [answer, setAnswer] = useState<Acknowledgement | null>(null);
  const [tried, setTried] = useState(false);

  const acknowledge = async () => {
    setTried(true);
    if (answer === null || busy) return;
    const outcome = await send(
      AcknowledgeDecisionDocument,
      { commentId: comment.id, acknowledgement: answer },
      (data) => data.acknowledgeDecision,
    );
    if ('failure' in outcome) return;
    toast({ text: t('acts.acknowledge.done'), meaning: 'agreed' });
    onClose();
  };
  return (
    <ActForm onSubmit={() => void acknowledge()}>
      <RadioGroup
        label={t('acts.acknowledge.question')}
        value={answer}
        onChange={setAnswer}
        choices={acknowledgements.map((value) => ({
          value,
          label: t(`vocabulary.acknowledgement.${value}`),
          ...(value === 'maintains_objection' && { description: t('acts.acknowledge.escalates') }),
        }))}
        error={tried && answer === null ? t('comments.problem.choose') : undefined}
      />
      <p className={styles.who}>{t('acts.acknowledge.who')}</p>
      <FailureNotice failure={failure} />
      <div className={styles.actions}>
        <Button size="small" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" look="primary" type="submit" busy={busy}>
          {t('acts.acknowledge')}
        </Button>
      </div>
    </ActForm>
  );
}
