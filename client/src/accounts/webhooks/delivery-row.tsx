import type { WebhookDeliveryFieldsFragment as Delivery } from '@concord/schema';
import { useRef, useState } from 'react';
import { useFormat } from '../../i18n/format';
import { useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { StatusChip } from '../../ui/chip';
import type { Meaning } from '../../ui/meaning';
import styles from './webhooks.module.css';

type DeliveryRowProps = {
  readonly delivery: Delivery;
  readonly timeZone: string;
  /** Null where it can't be sent now. */
  readonly onResend: (() => Promise<void>) | null;
};

const meaningOf: Readonly<Record<Delivery['state'], Meaning>> = {
  waiting: 'waiting',
  delivered: 'agreed',
  given_up: 'refused',
};

/** One message: how far it has come, what was answered, and another attempt when there would be none any more. */
export function DeliveryRow({ delivery, timeZone, onResend }: DeliveryRowProps) {
  const t = useText();
  const format = useFormat(timeZone);
  const name = useRef<HTMLTableCellElement>(null);
  const [sending, setSending] = useState(false);
  const { type, state, attempts, problem, status, createdAt, nextAt } = delivery;
  const resend = async () => {
    setSending(true);
    await onResend?.();
    setSending(false);
    // With the button goes the place of whoever pressed it.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) name.current?.focus();
    });
  };
  return (
    <tr>
      <td className={styles.time}>{format.dateTime(createdAt)}</td>
      <th scope="row" ref={name} tabIndex={-1}>
        {t(`account.webhooks.type.${type}`)}
      </th>
      <td>
        <StatusChip plain meaning={meaningOf[state]} label={t(`account.webhooks.delivery.${state}`)} />
      </td>
      <td className={styles.number}>{attempts}</td>
      <td>
        {problem
          ? t(`account.webhooks.problem.${problem}`, { status: status ?? 0 })
          : status !== null && t('account.webhooks.answered', { status })}
        {nextAt && attempts > 0 && (
          <div className={styles.quiet}>
            {t('account.webhooks.delivery.next', { time: format.dateTime(nextAt) })}
          </div>
        )}
        {state === 'given_up' && onResend && (
          <div className={styles.again}>
            <Button size="small" busy={sending} onClick={() => void resend()}>
              {t('account.webhooks.resend')}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}
