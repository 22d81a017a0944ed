import { useMutation, useQuery } from '@apollo/client/react';
import { ResendWebhookDeliveryDocument, WebhookDeliveriesDocument, WebhooksDocument } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { goOn } from '../../platform/go-on';
import { Button } from '../../ui/button';
import { Skeleton } from '../../ui/progress';
import { EmptyState, ErrorState } from '../../ui/state';
import { Table } from '../../ui/table';
import { DeliveryRow } from './delivery-row';
import { useSaid } from './said';
import styles from './webhooks.module.css';

const pageSize = 20;

type DeliveriesProps = {
  readonly webhookId: string;
  /** The webhook is told nothing until somebody lets it go on. */
  readonly stopped: boolean;
  readonly timeZone: string;
};

/** What was sent to an address and what is waiting, newest first. */
export function Deliveries({ webhookId, stopped, timeZone }: DeliveriesProps) {
  const t = useText();
  const { said, attempt, refused, went } = useSaid();
  const [sendAgain] = useMutation(ResendWebhookDeliveryDocument, { refetchQueries: [WebhooksDocument] });
  const [busy, setBusy] = useState(false);
  const { data, error, refetch, fetchMore } = useQuery(WebhookDeliveriesDocument, {
    variables: { webhookId, first: pageSize },
    fetchPolicy: 'cache-and-network',
  });
  const page = data?.webhookDeliveries;
  if (!page) return error ? <ErrorState onRetry={() => void refetch()} /> : <Skeleton lines={4} />;
  const meanwhile = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
    }
  };
  const on = () =>
    fetchMore({
      variables: { after: page.pageInfo.endCursor },
      updateQuery: ({ webhookDeliveries: before }, { fetchMoreResult: { webhookDeliveries: next } }) => ({
        webhookDeliveries:
          before && next ? { ...next, deliveries: [...before.deliveries, ...next.deliveries] } : before,
      }),
    });
  const read = (work: () => Promise<unknown>) => attempt(async () => (await work(), null));
  const resend = async (id: string) => {
    const result = (await sendAgain({ variables: { id } })).data?.resendWebhookDelivery;
    if (result?.__typename === 'WebhookDelivery') return went(result, 'resend');
    // It is not as it was shown here.
    await refetch();
    return refused(result);
  };
  if (page.deliveries.length === 0)
    return <EmptyState icon="clock" title={t('account.webhooks.deliveries.empty')} />;
  return (
    <>
      {said}
      <Table caption={t('account.webhooks.deliveries')} captionHidden>
        <thead>
          <tr>
            <th scope="col">{t('account.webhooks.delivery.when')}</th>
            <th scope="col">{t('account.webhooks.delivery.what')}</th>
            <th scope="col">{t('account.webhooks.delivery.state')}</th>
            <th scope="col">{t('account.webhooks.delivery.attempts')}</th>
            <th scope="col">{t('account.webhooks.delivery.last')}</th>
          </tr>
        </thead>
        <tbody>
          {page.deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              delivery={delivery}
              timeZone={timeZone}
              onResend={stopped ? null : () => attempt(() => resend(delivery.id))}
            />
          ))}
        </tbody>
      </Table>
      <div className={styles.actions}>
        <Button size="small" busy={busy} onClick={() => void meanwhile(() => read(refetch))}>
          {t('account.webhooks.deliveries.again')}
        </Button>
        {page.pageInfo.hasNextPage && (
          <Button
            size="small"
            busy={busy}
            onClick={() => void meanwhile(() => read(() => goOn<unknown>(on, refetch)))}
          >
            {t('account.webhooks.deliveries.more')}
          </Button>
        )}
      </div>
    </>
  );
}
