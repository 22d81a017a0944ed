import { ReadingConsultationDocument } from '@concord/schema';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadMessages } from '../i18n/catalog';
import { currentLocale, detectLocale, storedLocale } from '../i18n/locale-detection';
import { createApollo } from '../platform/apollo';
import { watchDevice } from '../platform/connection';
import { atSignOut } from '../platform/session';
import { signInGate } from '../platform/the-gate';
import { deviceStorage, forgetUnsentText } from '../platform/unsent';
import { onWaking } from '../platform/waking';
import { forgetLocalDocuments } from '../platform/sync/local-documents';
import { App } from './app';
import { preloadPage } from './pages';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';

const { client, wake } = createApollo({ gate: signInGate, locale: currentLocale });
watchDevice();
// The next person at this desk must not find the text of the one before.
atSignOut(forgetLocalDocuments);
atSignOut(async (personId) => forgetUnsentText(deviceStorage(window), personId));
onWaking(wake);

void start();

async function start(): Promise<void> {
  // Without a network the desk opens as this device has kept it (service-worker/worker.ts).
  if (!navigator.onLine || 'kept' in document.documentElement.dataset) await restoreWhatIsKept();
  preloadPage(window.location.pathname);
  // Asked before anything is drawn: the frame and the reading view wait for this same answer.
  const slug = /^\/c\/([\w-]+)/.exec(window.location.pathname)?.[1];
  if (slug) client.query({ query: ReadingConsultationDocument, variables: { slug } }).catch(() => undefined);
  const locale = detectLocale({ stored: storedLocale(), preferred: navigator.languages });
  document.documentElement.lang = locale;
  const messages = await loadMessages(locale);

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  // From here on the pages name the tab themselves.
  document.querySelector('title')?.remove();
  createRoot(root).render(
    <StrictMode>
      <App client={client} gate={signInGate} locale={locale} messages={messages} />
    </StrictMode>,
  );
}

/** In a function, not in the module: what is fetched here needs this module, which would wait for it for ever. */
async function restoreWhatIsKept(): Promise<void> {
  const { restoreDesk } = await import('../rooms/offline-copy');
  await restoreDesk(client).catch(() => undefined);
}
