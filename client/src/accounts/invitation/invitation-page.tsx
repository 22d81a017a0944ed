import { useMutation, useQuery } from '@apollo/client/react';
import { AcceptInvitationDocument, InvitationDocument, type InvitationQuery } from '@concord/schema';
import { useState } from 'react';
import { useParams } from 'wouter';
import { useFormat } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/provider';
import { describeFailure } from '../../platform/refused';
import { Banner } from '../../ui/banner';
import { Button, LinkButton } from '../../ui/button';
import { Badge } from '../../ui/chip';
import { TextField } from '../../ui/field';
import { Form, FormActions } from '../../ui/form';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/progress';
import { EmptyState, ErrorState } from '../../ui/state';
import { useAfterSignIn } from '../after-sign-in';
import styles from '../accounts.module.css';

/** As the server asks. */
const shortestPassword = 12;

export default function InvitationPage() {
  const t = useText();
  const { token } = useParams<{ token: string }>();
  const { data, error, refetch } = useQuery(InvitationDocument, { variables: { token } });
  return (
    <Page width="narrow" title={t('invitation.title')}>
      {data?.invitation ? (
        <Accept token={token} invitation={data.invitation} />
      ) : data ? (
        <EmptyState
          icon="clock"
          title={t('invitation.gone')}
          action={<LinkButton href="/sign-in">{t('accounts.signIn.action')}</LinkButton>}
        >
          {t('invitation.goneHint')}
        </EmptyState>
      ) : error ? (
        <ErrorState onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={5} />
      )}
    </Page>
  );
}

type AcceptProps = {
  readonly token: string;
  readonly invitation: NonNullable<InvitationQuery['invitation']>;
};
type Problem = { readonly field: string | null; readonly message: string };

function Accept({ token, invitation }: AcceptProps) {
  const t = useText();
  const { locale } = useLocale();
  const format = useFormat();
  const afterSignIn = useAfterSignIn();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [accept, { loading }] = useMutation(AcceptInvitationDocument, { context: { signingIn: true } });
  const { organisation } = invitation;

  const nameError = asked && !name.trim() ? t('accounts.fillIn') : undefined;
  const passwordError =
    asked && password.length < shortestPassword
      ? t('invitation.passwordShort', { count: shortestPassword })
      : undefined;

  const submit = async () => {
    setAsked(true);
    setProblem(null);
    if (!name.trim() || password.length < shortestPassword) return;
    try {
      const { data } = await accept({ variables: { token, name: name.trim(), password } });
      const answer = data?.acceptInvitation;
      if (answer?.__typename === 'SignedIn') await afterSignIn(answer.viewer, '/');
      else if (answer) setProblem({ field: answer.field, message: answer.message });
    } catch (failure) {
      setProblem({ field: null, message: describeFailure(failure, t) });
    }
  };
  const serverError = (field: string) => (problem?.field === field ? problem.message : undefined);

  return (
    <>
      <div className={styles.invited}>
        <p className={styles.organisation}>
          <Badge
            abbreviation={organisation.abbreviation[locale]}
            name={organisation.name[locale]}
            seed={organisation.code}
          />{' '}
          {organisation.name[locale]}
        </p>
        <p>
          {t('invitation.asRoles', {
            roles: invitation.roles.map((role) => t(`vocabulary.role.${role}`)).join(', '),
          })}
        </p>
        <p className={styles.quiet}>
          {t('invitation.validUntil', { date: format.dateTime(invitation.expiresAt) })}
        </p>
      </div>
      <Form onSubmit={() => void submit()}>
        {problem && problem.field !== 'name' && problem.field !== 'password' && (
          <Banner tone="refused" live>
            {problem.message}
          </Banner>
        )}
        <TextField
          label={t('accounts.signIn.email')}
          type="email"
          autoComplete="username"
          readOnly
          value={invitation.email}
          onChange={() => {}}
        />
        <TextField
          label={t('invitation.name')}
          description={t('invitation.nameHint')}
          autoComplete="name"
          required
          value={name}
          onChange={setName}
          error={nameError ?? serverError('name')}
        />
        <TextField
          label={t('invitation.password')}
          description={t('invitation.passwordHint', { count: shortestPassword })}
          type="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={setPassword}
          error={passwordError ?? serverError('password')}
        />
        <FormActions>
          <Button type="submit" look="primary" size="large" wide busy={loading}>
            {t('invitation.action')}
          </Button>
        </FormActions>
      </Form>
    </>
  );
}
