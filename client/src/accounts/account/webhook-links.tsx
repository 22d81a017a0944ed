import { useQuery } from '@apollo/client/react';
import { WebhookConsultationsDocument } from '@concord/schema';
import { Link } from 'wouter';
import { useLocale, useText } from '../../i18n/provider';
import { Panel } from '../../ui/page';
import styles from '../accounts.module.css';

/** The consultations for which one may register webhooks; nothing for everybody else. */
export function WebhookLinks() {
  const t = useText();
  const { locale } = useLocale();
  const { data } = useQuery(WebhookConsultationsDocument);
  const own = data?.consultations.filter(({ may }) => may.connect) ?? [];
  if (own.length === 0) return null;
  return (
    <Panel title={t('account.webhooks.links')} lead={t('account.webhooks.links.lead')}>
      <ul className={styles.links}>
        {own.map(({ id, slug, title }) => (
          <li key={id}>
            <Link href={`/account/webhooks/${encodeURIComponent(slug)}`}>{title[locale]}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
