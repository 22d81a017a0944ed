import type { ReactNode } from 'react';
import { Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation, useParams, useSearch } from 'wouter';
import { useConsultation } from '../consultations';
import { useText } from '../i18n/provider';
import { useConnection } from '../platform/connection';
import { useSession } from '../platform/session';
import { Skeleton } from '../ui/progress';
import { EmptyState } from '../ui/state';
import { NotFoundPage } from './not-found-page';
import {
  AccountPage,
  ConsultationsPage,
  cornerPages,
  EnterPage,
  InvitationPage,
  ReadingPage,
  SignInPage,
} from './pages';
import styles from './routes.module.css';

export function Routes() {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path="/">
          <FirstPage />
        </Route>
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/enter">
          <EnterPage otherwise={<NotFoundPage />} />
        </Route>
        <Route path="/invitations/:token" component={InvitationPage} />
        <Route path="/account/*?">
          <Members>
            <AccountPage />
          </Members>
        </Route>
        {Object.entries(cornerPages).map(([corner, CornerPage]) => (
          <Route key={corner} path={`/c/:slug/${corner}`}>
            <OfConsultation>
              <CornerPage />
            </OfConsultation>
          </Route>
        ))}
        <Route path="/c/:slug/:sectionKey?">
          <OfConsultation>
            <ReadingPage />
          </OfConsultation>
        </Route>
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </Suspense>
  );
}

function FirstPage() {
  const session = useSession();
  if (session.state === 'checking') return <Waiting />;
  return session.state === 'signedIn' ? <ConsultationsPage /> : <EnterPage otherwise={<SignInPage />} />;
}

/** For people who are signed in; others sign in first and come back here. While nobody knows yet, the page starts. */
function Members({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const [path] = useLocation();
  const search = useSearch();
  if (session.state === 'signedOut') {
    return (
      <Redirect to={`/sign-in?next=${encodeURIComponent(search ? `${path}?${search}` : path)}`} replace />
    );
  }
  return children;
}

/** "Not yours" and "not there" are one answer, in every corner of a consultation. */
function OfConsultation({ children }: { readonly children: ReactNode }) {
  const { slug } = useParams<{ slug: string }>();
  const { missing } = useConsultation(slug);
  const session = useSession();
  if (missing && session.state === 'signedIn') return <NotFoundPage />;
  return <Members>{children}</Members>;
}

/** Milliseconds: what this device has is there sooner. */
const patience = 1500;

function Waiting() {
  const t = useText();
  const connection = useConnection();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patience);
    return () => clearTimeout(timer);
  }, []);
  // A page that this device has not kept: what looks as if it were coming would be a lie.
  if (long && connection === 'offline')
    return (
      <EmptyState wholePage icon="offline" title={t('app.connection.offline')}>
        {t('app.connection.page')}
      </EmptyState>
    );
  return (
    <div className={styles.waiting}>
      <Skeleton lines={7} />
    </div>
  );
}
