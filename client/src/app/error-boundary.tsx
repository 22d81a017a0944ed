import type { ReactNode } from 'react';
import { Component, Suspense } from 'react';
import { useLocation } from 'wouter';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';
import { PageTitle } from '../ui/page';
import { ErrorState } from '../ui/state';

/** A page that breaks takes neither the frame nor the other pages with it: going elsewhere starts afresh. */
export function ErrorBoundary({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  return <Boundary key={path.split('/').slice(0, 4).join('/')}>{children}</Boundary>;
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? (
      <Broken onAgain={() => this.setState({ broken: false })} />
    ) : (
      this.props.children
    );
  }
}

/** What the page can do without: if it breaks, the rest is not broken. */
export class Spared extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return !this.state.broken && <Suspense>{this.props.children}</Suspense>;
  }
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const t = useText();
  return (
    <>
      <PageTitle title={t('app.broken.title')} />
      <ErrorState wholePage title={t('app.broken.title')}>
        <p>{t('app.broken.safe')}</p>
        <p>
          <Button onClick={onAgain}>{t('ui.tryAgain')}</Button>{' '}
          <Button look="quiet" onClick={() => window.location.reload()}>
            {t('app.broken.reload')}
          </Button>
        </p>
      </ErrorState>
    </>
  );
}
