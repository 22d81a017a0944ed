import { opinions, type Opinion } from '@concord/consultation';
import { GiveOpinionDocument } from '@concord/schema';
import { useState } from 'react';
import { FailureNotice, useOpenConsultation, useSending, useUnsentText } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { RadioGroup } from '../ui/choice';
import { Dialog } from '../ui/dialog';
import { TextArea } from '../ui/field';
import { Form } from '../ui/form';
import { useToast } from '../ui/toast';
import styles from './rounds.module.css';

type OpinionFormProps = { readonly onClose: () => void; readonly onChanged: () => void };

/** The word of the whole institution: who reads it and when stands above it. */
export function OpinionForm({ onClose, onChanged }: OpinionFormProps) {
  const t = useText();
  const toast = useToast();
  const { send, busy, failure } = useSending();
  const { id: consultationId } = useOpenConsultation();
  const [opinion, setOpinion] = useState<Opinion>('agree');
  const { value: conditions, change: setConditions, forget } = useUnsentText('opinion');
  const give = async () => {
    const input = { consultationId, opinion, conditions: opinion === 'disagree' ? conditions : null };
    const outcome = await send(GiveOpinionDocument, { input }, (data) => data.giveOpinion);
    if ('failure' in outcome) return;
    forget();
    toast({ text: t('rounds.opinion.done'), meaning: 'agreed' });
    onChanged();
    onClose();
  };
  const atField = failure?.field === 'conditions';
  return (
    <Dialog
      open
      title={t('rounds.opinion.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void give()}>
            {t('rounds.opinion.give')}
          </Button>
        </>
      }
    >
      <p className={styles.explain}>{t('rounds.opinion.explain')}</p>
      <Form onSubmit={() => void give()}>
        <RadioGroup
          label={t('rounds.opinion.label')}
          value={opinion}
          onChange={setOpinion}
          choices={opinions.map((value) => ({ value, label: t(`rounds.opinion.${value}`) }))}
        />
        {opinion === 'disagree' && (
          <TextArea
            required
            limit={5_000}
            label={t('rounds.opinion.conditions')}
            description={t('rounds.opinion.conditionsExplain')}
            value={conditions}
            onChange={setConditions}
            error={atField ? failure.message : undefined}
          />
        )}
      </Form>
      {!atField && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
