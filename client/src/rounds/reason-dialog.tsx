import type { ReactNode } from 'react';
import { useState } from 'react';
import { FailureNotice, useUnsentText, type Failure } from '../comments';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { DateField } from '../ui/date-field';
import { TextArea } from '../ui/field';
import { useFirstWrong } from '../ui/first-wrong';
import { Form } from '../ui/form';
import { useToast } from '../ui/toast';
import styles from './rounds.module.css';

type ReasonDialogProps = {
  /** What the reason is kept under on the device until it is said. */
  readonly form: string;
  readonly title: string;
  /** What will happen, and who reads the reason. */
  readonly explain: ReactNode;
  readonly label: string;
  readonly action: string;
  /** Said when it was done. */
  readonly done: string;
  /** Asked for above the reason. */
  readonly deadline?: {
    readonly label: string;
    readonly value: string;
    readonly onChange: (value: string) => void;
  };
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly send: (reason: string) => Promise<{ readonly failure: Failure } | object>;
};

/** One question, one reason, one button that says what it does. What was typed survives a refusal, and a reload. */
export function ReasonDialog(props: ReasonDialogProps) {
  const t = useText();
  const toast = useToast();
  const { value: reason, change: setReason, forget } = useUnsentText(props.form);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useFirstWrong(failure);
  const submit = async () => {
    setBusy(true);
    setFailure(null);
    const outcome = await props.send(reason);
    setBusy(false);
    if ('failure' in outcome) return setFailure(outcome.failure);
    forget();
    toast({ text: props.done, meaning: 'agreed' });
    props.onDone();
    props.onClose();
  };
  const wrong = (field: string) => (failure?.field === field ? failure.message : undefined);
  const atField = failure?.field === 'reason' || (props.deadline && failure?.field === 'closesAt');
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void submit()}>
            {props.action}
          </Button>
        </>
      }
    >
      <p className={styles.explain}>{props.explain}</p>
      <Form onSubmit={() => void submit()}>
        {props.deadline && <DateField withTime required {...props.deadline} error={wrong('closesAt')} />}
        <TextArea
          data-autofocus
          required
          rows={3}
          limit={5_000}
          label={props.label}
          value={reason}
          onChange={setReason}
          error={wrong('reason')}
        />
      </Form>
      {!atField && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
