import { useQuery } from '@apollo/client/react';
import { WebhookConsultationsDocument, WebhooksDocument } from '@concord/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import { useLocale, useText } from '../../i18n/provider';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/progress';
import { EmptyState, ErrorState } from '../../ui/state';
import { RegisterWebhook } from './register-webhook';
import { WebhookView } from './webhook-view';

type WebhooksPageProps = { readonly slug: string };

/** `/account/webhooks/:slug`: where events of a consultation are sent, for those who answer for it. */
export function WebhooksPage({ slug }: WebhooksPageProps) {
  const t = useText();
  const { locale } = useLocale();
  const { data, error, refetch } = useQuery(WebhookConsultationsDocument);
  const consultation = data?.consultations.find((one) => one.slug === slug);
  const above = consultation && <Link href={`/c/${slug}`}>{consultation.title[locale]}</Link>;
  return (
    <Page title={t('account.webhooks.title')} above={above} lead={t('account.webhooks.lead')}>
      {consultation ? (
        <Webhooks consultationId={consultation.id} timeZone={consultation.timeZone} />
      ) : data ? (
        <NotThere />
      ) : error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  );
}

function NotThere() {
  const t = useText();
  return <EmptyState icon="info" title={t('account.webhooks.notThere')} />;
}

type WebhooksProps = { readonly consultationId: string; readonly timeZone: string };

function Webhooks({ consultationId, timeZone }: WebhooksProps) {
  const t = useText();
  const [registering, setRegistering] = useState(false);
  const { data, error, refetch } = useQuery(WebhooksDocument, {
    variables: { consultationId },
    fetchPolicy: 'cache-and-network',
  });
  if (!data) return error ? <ErrorState onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  if (!data.webhooks) return <NotThere />;
  const register = (
    <Button icon="plus" look="primary" onClick={() => setRegistering(true)}>
      {t('account.webhooks.register')}
    </Button>
  );
  return (
    <>
      {data.webhooks.length === 0 ? (
        <EmptyState icon="link" title={t('account.webhooks.empty')} action={register}>
          {t('account.webhooks.emptyHint')}
        </EmptyState>
      ) : (
        <>
          {data.webhooks.map((webhook) => (
            <WebhookView key={webhook.id} webhook={webhook} timeZone={timeZone} />
          ))}
          {register}
        </>
      )}
      <Dialog open={registering} onClose={() => setRegistering(false)} title={t('account.webhooks.register')}>
        <RegisterWebhook consultationId={consultationId} onDone={() => setRegistering(false)} />
      </Dialog>
    </>
  );
}
