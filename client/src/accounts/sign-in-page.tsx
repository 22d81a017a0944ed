import { Link, useSearchParams } from 'wouter';
import { useText } from '../i18n/provider';
import { Page } from '../ui/page';
import { useAfterSignIn } from './after-sign-in';
import { useDemo } from './demo';
import { SignInForm } from './sign-in-form';
import styles from './accounts.module.css';

export default function SignInPage() {
  const t = useText();
  const [search] = useSearchParams();
  const afterSignIn = useAfterSignIn();
  const demo = useDemo();
  return (
    <Page width="narrow" title={t('accounts.signIn.title')} lead={t('accounts.signIn.lead')}>
      <SignInForm onSignedIn={(viewer) => afterSignIn(viewer, search.get('next'))} />
      <p className={styles.aside}>{t('accounts.signIn.noAccount')}</p>
      {demo.state === 'on' && (
        <p className={styles.aside}>
          <Link href="/enter">{t('accounts.signIn.toDemo')}</Link>
        </p>
      )}
    </Page>
  );
}
