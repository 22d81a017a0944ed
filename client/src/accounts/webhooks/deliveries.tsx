import { useQuery } from '@apollo/client/react';
import { WebhookDeliveriesDocument, type WebhookDeliveryFieldsFragment as Delivery } from '@concord/schema';
import { useState } from 'react';
import { useFormat } from '../../i18n/format';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { StatusChip } from '../../ui/chip';
import type { Meaning } from '../../ui/meaning';
import { Skeleton } from '../../ui/progress';
import { EmptyState, ErrorState } from '../../ui/state';
import { Table } from '../../ui/table';
import styles from './webhooks.module.css';

const pageSize = 20;

type DeliveriesProps = { readonly webhookId: string; readonly timeZone: string };

const meaningOf: Readonly<Record<Delivery['state'], Meaning>> = {
  waiting: 'waiting',
  delivered: 'agreed',
  given_up: 'refused',
};

/** What was sent to an address and what is waiting, newest first. */
export function Deliveries({ webhookId, timeZone }: DeliveriesProps) {
  const t = useText();
  const format = useFormat(timeZone);
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
  const more = () =>
    fetchMore({
      variables: { after: page.pageInfo.endCursor },
      updateQuery: ({ webhookDeliveries: before }, { fetchMoreResult: { webhookDeliveries: next } }) => ({
        webhookDeliveries:
          before && next ? { ...next, deliveries: [...before.deliveries, ...next.deliveries] } : before,
      }),
    });
  if (page.deliveries.length === 0)
    return <EmptyState icon="clock" title={t('account.webhooks.deliveries.empty')} />;
  return (
    <>
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
            <tr key={delivery.id}>
              <td className={styles.time}>{format.dateTime(delivery.createdAt)}</td>
              <th scope="row">{t(`account.webhooks.type.${delivery.type}`)}</th>
              <td>
                <StatusChip
                  plain
                  meaning={meaningOf[delivery.state]}
                  label={t(`account.webhooks.delivery.${delivery.state}`)}
                />
              </td>
              <td className={styles.number}>{delivery.attempts}</td>
              <td>
                {delivery.problem
                  ? t(`account.webhooks.problem.${delivery.problem}`, { status: delivery.status ?? 0 })
                  : delivery.status !== null && t('account.webhooks.answered', { status: delivery.status })}
                {delivery.nextAt && delivery.attempts > 0 && (
                  <div className={styles.quiet}>
                    {t('account.webhooks.delivery.next', { time: format.dateTime(delivery.nextAt) })}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className={styles.actions}>
        <Button size="small" busy={busy} onClick={() => void meanwhile(refetch)}>
          {t('account.webhooks.deliveries.again')}
        </Button>
        {page.pageInfo.hasNextPage && (
          <Button size="small" busy={busy} onClick={() => void meanwhile(more)}>
            {t('account.webhooks.deliveries.more')}
          </Button>
        )}
      </div>
    </>
  );
}
