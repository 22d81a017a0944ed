import { useMutation, useQuery } from '@apollo/client/react';
import {
  ApiTokensDocument,
  CreateApiTokenDocument,
  RevokeApiTokenDocument,
  type ApiTokenFieldsFragment as ApiToken,
} from '@concord/schema';
import { useState } from 'react';
import { useFormat } from '../../i18n/format';
import { useText } from '../../i18n/provider';
import { describeFailure } from '../../platform/refused';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Select, TextField } from '../../ui/field';
import { Form, FormActions } from '../../ui/form';
import { Panel } from '../../ui/page';
import { Skeleton } from '../../ui/progress';
import { ErrorState } from '../../ui/state';
import { Table } from '../../ui/table';
import { VisuallyHidden } from '../../ui/visually-hidden';
import { SecretOnce } from '../secret-once';
import styles from '../accounts.module.css';

const scopes = ['read', 'write'] as const;
type Scope = (typeof scopes)[number];
const lifetimes = ['30', '90', '365'] as const;

/** Keys for programs that act in the person's name. */
export function ApiTokens() {
  const t = useText();
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery(ApiTokensDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <Panel title={t('account.tokens.title')} lead={t('account.tokens.lead')}>
      {data ? (
        <TokenTable tokens={data.apiTokens} />
      ) : error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={2} />
      )}
      <Button icon="plus" onClick={() => setCreating(true)}>
        {t('account.tokens.create')}
      </Button>
      <p className={styles.ways}>
        <a href="/schema.md">{t('account.tokens.reference')}</a>
        <a href="/schema.graphql">{t('account.tokens.schema')}</a>
        {import.meta.env.DEV && <a href="/graphiql">{t('account.tokens.graphiql')}</a>}
      </p>
      <Dialog
        open={creating}
        onClose={() => setCreating(false)}
        size="small"
        title={t('account.tokens.create')}
      >
        <CreateToken onDone={() => setCreating(false)} />
      </Dialog>
    </Panel>
  );
}

function TokenTable({ tokens }: { readonly tokens: readonly ApiToken[] }) {
  const t = useText();
  const format = useFormat();
  const [revoke, { loading }] = useMutation(RevokeApiTokenDocument, {
    refetchQueries: [ApiTokensDocument],
    awaitRefetchQueries: true,
  });
  const [problem, setProblem] = useState<string | null>(null);
  /** A program may stop working at once: nobody should do that by a slip of the finger. */
  const [asked, setAsked] = useState<ApiToken | null>(null);
  const revokeOne = async (id: string) => {
    setProblem(null);
    try {
      const { data } = await revoke({ variables: { id } });
      if (data?.revokeApiToken.__typename === 'Refused') setProblem(data.revokeApiToken.message);
    } catch (error) {
      setProblem(describeFailure(error, t));
    }
    setAsked(null);
  };
  return (
    <div className={styles.tokens}>
      {problem && (
        <Banner tone="refused" live>
          {problem}
        </Banner>
      )}
      {tokens.length > 0 && (
        <Table caption={t('account.tokens.title')} captionHidden>
          <thead>
            <tr>
              <th scope="col">{t('account.tokens.name')}</th>
              <th scope="col">{t('account.tokens.scopes')}</th>
              <th scope="col">{t('account.tokens.until')}</th>
              <th scope="col">{t('account.tokens.lastUsed')}</th>
              <th scope="col">
                <VisuallyHidden>{t('account.tokens.revoke')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <th scope="row">{token.name}</th>
                <td>{token.scopes.map((scope) => t(`account.tokens.scope.${scope}`)).join(', ')}</td>
                <td>{format.date(token.expiresAt, 'short')}</td>
                <td>
                  {token.lastUsedAt ? format.date(token.lastUsedAt, 'short') : t('account.tokens.never')}
                </td>
                <td>
                  <Button size="small" look="danger" onClick={() => setAsked(token)}>
                    {t('account.tokens.revoke')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {asked && (
        <Dialog
          open
          size="small"
          onClose={() => setAsked(null)}
          title={t('account.tokens.revoke.confirm', { name: asked.name })}
          actions={
            <>
              <Button onClick={() => setAsked(null)}>{t('ui.cancel')}</Button>
              <Button look="danger" busy={loading} onClick={() => void revokeOne(asked.id)}>
                {t('account.tokens.revoke.action')}
              </Button>
            </>
          }
        >
          <p>{t('account.tokens.revoke.consequence')}</p>
        </Dialog>
      )}
    </div>
  );
}

function CreateToken({ onDone }: { readonly onDone: () => void }) {
  const t = useText();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Scope[]>(['read']);
  const [lifetime, setLifetime] = useState<(typeof lifetimes)[number]>('90');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [create, { loading }] = useMutation(CreateApiTokenDocument, { refetchQueries: [ApiTokensDocument] });

  const submit = async () => {
    setAsked(true);
    setProblem(null);
    if (!name.trim() || chosen.length === 0) return;
    try {
      const { data } = await create({
        variables: { name: name.trim(), scopes: [...chosen], expiresInDays: Number(lifetime) },
      });
      if (data?.createApiToken.__typename === 'ApiTokenCreated') setSecret(data.createApiToken.secret);
      else setProblem(data?.createApiToken.message ?? t('platform.failed'));
    } catch (error) {
      setProblem(describeFailure(error, t));
    }
  };

  if (secret) {
    return (
      <SecretOnce
        warning={t('account.tokens.once')}
        label={t('account.tokens.secret')}
        secret={secret}
        stored={t('account.tokens.stored')}
        onStored={onDone}
      />
    );
  }
  return (
    <Form onSubmit={() => void submit()}>
      {problem && (
        <Banner tone="refused" live>
          {problem}
        </Banner>
      )}
      <TextField
        label={t('account.tokens.name')}
        description={t('account.tokens.nameHint')}
        required
        value={name}
        onChange={setName}
        error={asked && !name.trim() ? t('accounts.fillIn') : undefined}
        data-autofocus
      />
      <div className={styles.scopes} role="group" aria-label={t('account.tokens.scopes')}>
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`account.tokens.scope.${scope}`)}
            description={t(`account.tokens.scopeHint.${scope}`)}
            checked={chosen.includes(scope)}
            onChange={(on) => setChosen(scopes.filter((one) => (one === scope ? on : chosen.includes(one))))}
          />
        ))}
      </div>
      <Select
        label={t('account.tokens.lifetime')}
        value={lifetime}
        onChange={setLifetime}
        options={lifetimes.map((days) => ({
          value: days,
          label: t('account.tokens.days', { count: Number(days) }),
        }))}
      />
      <FormActions>
        <Button type="submit" look="primary" busy={loading}>
          {t('account.tokens.create')}
        </Button>
      </FormActions>
    </Form>
  );
}
