import { useMutation } from '@apollo/client/react';
import { RegisterWebhookDocument, WebhooksDocument, type WebhookEventType } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../../i18n/provider';
import { describeFailure } from '../../platform/refused';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { TextField } from '../../ui/field';
import { Form, FormActions } from '../../ui/form';
import { SecretOnce } from '../secret-once';
import { eventGroups } from './event-groups';
import styles from './webhooks.module.css';

type RegisterWebhookProps = { readonly consultationId: string; readonly onDone: () => void };
type Problem = { readonly field: string | null; readonly message: string };

/** An address and what it is told; then its secret, once. */
export function RegisterWebhook({ consultationId, onDone }: RegisterWebhookProps) {
  const t = useText();
  const [url, setUrl] = useState('');
  const [types, setTypes] = useState<readonly WebhookEventType[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [register, { loading }] = useMutation(RegisterWebhookDocument, {
    refetchQueries: [WebhooksDocument],
    awaitRefetchQueries: true,
  });

  const submit = async () => {
    setProblem(null);
    if (!url.trim()) return setProblem({ field: 'url', message: t('accounts.fillIn') });
    try {
      const input = { consultationId, url: url.trim(), types: [...types] };
      const { data } = await register({ variables: { input } });
      const result = data?.registerWebhook;
      if (result?.__typename === 'WebhookCreated') setSecret(result.secret);
      else setProblem({ field: result?.field ?? null, message: result?.message ?? t('platform.failed') });
    } catch (error) {
      setProblem({ field: null, message: describeFailure(error, t) });
    }
  };

  if (secret) {
    return (
      <SecretOnce
        warning={t('account.webhooks.once')}
        label={t('account.webhooks.secret')}
        secret={secret}
        stored={t('account.webhooks.stored')}
        onStored={onDone}
      >
        <p className={styles.quiet}>{t('account.webhooks.signed')}</p>
      </SecretOnce>
    );
  }
  return (
    <Form onSubmit={() => void submit()}>
      {problem && problem.field !== 'url' && (
        <Banner tone="refused" live>
          {problem.message}
        </Banner>
      )}
      <TextField
        label={t('account.webhooks.url')}
        description={t('account.webhooks.urlHint')}
        type="url"
        required
        value={url}
        onChange={setUrl}
        error={problem?.field === 'url' ? problem.message : undefined}
        data-autofocus
      />
      <p className={styles.audience}>{t('account.webhooks.audience')}</p>
      {eventGroups.map(([group, members]) => (
        <fieldset key={group} className={styles.group}>
          <legend>{t(`account.webhooks.group.${group}`)}</legend>
          <div className={styles.types}>
            {members.map((type) => (
              <Checkbox
                key={type}
                label={t(`account.webhooks.type.${type}`)}
                checked={types.includes(type)}
                onChange={(on) =>
                  setTypes((before) => (on ? [...before, type] : before.filter((one) => one !== type)))
                }
              />
            ))}
          </div>
        </fieldset>
      ))}
      <FormActions>
        <Button type="submit" look="primary" busy={loading}>
          {t('account.webhooks.register')}
        </Button>
      </FormActions>
    </Form>
  );
}
