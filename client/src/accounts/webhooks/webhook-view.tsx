import { useMutation } from '@apollo/client/react';
import {
  RemoveWebhookDocument,
  ResumeWebhookDocument,
  TestWebhookDocument,
  WebhookDeliveriesDocument,
  WebhooksDocument,
  type WebhookFieldsFragment as Webhook,
} from '@concord/schema';
import { useId, useState } from 'react';
import { useFormat } from '../../i18n/format';
import { useText } from '../../i18n/provider';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { StatusChip } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import type { Meaning } from '../../ui/meaning';
import { Panel } from '../../ui/page';
import { Deliveries } from './deliveries';
import { useSaid } from './said';
import styles from './webhooks.module.css';

type WebhookViewProps = { readonly webhook: Webhook; readonly timeZone: string };

const meaningOf: Readonly<Record<Webhook['state'], Meaning>> = {
  working: 'agreed',
  failing: 'waiting',
  stopped: 'refused',
};

/** One address: whether it works, what was sent to it, and what can be done. */
export function WebhookView({ webhook, timeZone }: WebhookViewProps) {
  const t = useText();
  const format = useFormat(timeZone);
  const listId = useId();
  const { id, url, types, state, failingSince, stoppedAt, stopReason } = webhook;
  const [shown, setShown] = useState(false);
  const { said, attempt, refused, went } = useSaid();
  const [removing, setRemoving] = useState(false);
  const [test, testing] = useMutation(TestWebhookDocument, { refetchQueries: [WebhookDeliveriesDocument] });
  const [resume, resuming] = useMutation(ResumeWebhookDocument);
  const [remove, removal] = useMutation(RemoveWebhookDocument, {
    refetchQueries: [WebhooksDocument],
    awaitRefetchQueries: true,
  });

  const tryIt = () =>
    attempt(async () => {
      const result = (await test({ variables: { id } })).data?.testWebhook;
      return result?.__typename === 'WebhookDelivery' ? went(result, 'test') : refused(result);
    });
  const goOn = () =>
    attempt(async () => {
      const result = (await resume({ variables: { id } })).data?.resumeWebhook;
      return result?.__typename === 'Webhook' ? null : refused(result);
    });
  const takeAway = async () => {
    await attempt(async () => {
      const result = (await remove({ variables: { id } })).data?.removeWebhook;
      return result?.__typename === 'Done' ? null : refused(result);
    });
    setRemoving(false);
  };

  return (
    <Panel title={new URL(url).host} lead={<span className={styles.url}>{url}</span>}>
      <div className={styles.facts}>
        <StatusChip meaning={meaningOf[state]} label={t(`account.webhooks.state.${state}`)} />
        <span className={styles.quiet}>
          {types.map((type) => t(`account.webhooks.type.${type}`)).join(' · ')}
        </span>
      </div>
      {stoppedAt && stopReason && (
        <Banner tone="refused" icon="warning">
          {t(`account.webhooks.stopped.${stopReason}`, { time: format.dateTime(stoppedAt) })}
        </Banner>
      )}
      {!stoppedAt && failingSince && (
        <Banner tone="waiting">
          {t('account.webhooks.failing', { time: format.dateTime(failingSince) })}
        </Banner>
      )}
      {said}
      <div className={styles.actions}>
        {stoppedAt && (
          <Button look="primary" busy={resuming.loading} onClick={() => void goOn()}>
            {t('account.webhooks.resume')}
          </Button>
        )}
        <Button busy={testing.loading} onClick={() => void tryIt()}>
          {t('account.webhooks.test')}
        </Button>
        <Button
          icon={shown ? 'chevronUp' : 'chevronDown'}
          aria-expanded={shown}
          aria-controls={listId}
          onClick={() => setShown(!shown)}
        >
          {t('account.webhooks.deliveries')}
        </Button>
        <Button look="danger" onClick={() => setRemoving(true)}>
          {t('account.webhooks.remove')}
        </Button>
      </div>
      <div id={listId}>
        {shown && <Deliveries webhookId={id} stopped={stoppedAt !== null} timeZone={timeZone} />}
      </div>
      {removing && (
        <Dialog
          open
          size="small"
          onClose={() => setRemoving(false)}
          title={t('account.webhooks.remove.confirm')}
          actions={
            <>
              <Button onClick={() => setRemoving(false)}>{t('ui.cancel')}</Button>
              <Button look="danger" busy={removal.loading} onClick={() => void takeAway()}>
                {t('account.webhooks.remove')}
              </Button>
            </>
          }
        >
          <p className={styles.url}>{url}</p>
          <p>{t('account.webhooks.remove.consequence')}</p>
        </Dialog>
      )}
    </Panel>
  );
}
