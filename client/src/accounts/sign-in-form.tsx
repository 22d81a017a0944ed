import { useMutation } from '@apollo/client/react';
import { SignInDocument, type ViewerFieldsFragment } from '@concord/schema';
import { useState } from 'react';
import { useText } from '../i18n/provider';
import { describeFailure } from '../platform/refused';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Form, FormActions } from '../ui/form';

type SignInFormProps = {
  /** Fixed when somebody signs in again in the middle of work. */
  readonly email?: string;
  readonly onSignedIn: (viewer: ViewerFieldsFragment) => void | Promise<void>;
};

export function SignInForm({ email: fixed, onSignedIn }: SignInFormProps) {
  const t = useText();
  const [email, setEmail] = useState(fixed ?? '');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [signIn, { loading }] = useMutation(SignInDocument, { context: { signingIn: true } });

  const submit = async () => {
    setAsked(true);
    setProblem(null);
    if (!email.trim() || !password) return;
    try {
      const { data } = await signIn({ variables: { email: email.trim(), password } });
      if (data?.signIn.__typename === 'SignedIn') await onSignedIn(data.signIn.viewer);
      else setProblem(data?.signIn.message ?? t('platform.failed'));
    } catch (error) {
      setProblem(describeFailure(error, t));
    }
  };

  return (
    <Form onSubmit={() => void submit()} label={t('accounts.signIn.title')}>
      {problem && (
        <Banner tone="refused" live>
          {problem}
        </Banner>
      )}
      <TextField
        label={t('accounts.signIn.email')}
        type="email"
        name="email"
        autoComplete="username"
        required
        readOnly={fixed !== undefined}
        value={email}
        onChange={setEmail}
        error={asked && !email.trim() ? t('accounts.fillIn') : undefined}
      />
      <TextField
        label={t('accounts.signIn.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
        error={asked && !password ? t('accounts.fillIn') : undefined}
        data-autofocus={fixed === undefined ? undefined : true}
      />
      <FormActions>
        <Button type="submit" look="primary" size="large" wide busy={loading}>
          {t('accounts.signIn.action')}
        </Button>
      </FormActions>
    </Form>
  );
}
