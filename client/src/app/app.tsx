import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import type { Locale } from '@concord/locale';
import { SignInAgain } from '../accounts';
import type { Messages } from '../i18n/message';
import { I18nProvider } from '../i18n/provider';
import { SessionProvider } from '../platform/session';
import type { SignInGate } from '../platform/sign-in-gate';
import { SlotProvider } from '../ui/slots';
import { ToastProvider } from '../ui/toast';
import { ErrorBoundary } from './error-boundary';
import { Frame } from './frame';
import { Routes } from './routes';
import { ViewerLanguage } from './viewer-language';

type AppProps = {
  readonly client: ApolloClient;
  readonly gate: SignInGate;
  readonly locale: Locale;
  readonly messages: Messages;
};

export function App({ client, gate, locale, messages }: AppProps) {
  return (
    <I18nProvider locale={locale} messages={messages}>
      <ApolloProvider client={client}>
        <SessionProvider gate={gate}>
          <ViewerLanguage />
          <SlotProvider>
            <ToastProvider>
              {/* Never a white page: should the frame itself break, that is said too. */}
              <ErrorBoundary>
                <Frame>
                  <ErrorBoundary>
                    <Routes />
                  </ErrorBoundary>
                </Frame>
              </ErrorBoundary>
              <SignInAgain gate={gate} />
            </ToastProvider>
          </SlotProvider>
        </SessionProvider>
      </ApolloProvider>
    </I18nProvider>
  );
}
