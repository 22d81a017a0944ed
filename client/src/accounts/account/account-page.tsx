import { useApolloClient } from '@apollo/client/react';
import { localeNames, locales, type Locale } from '@concord/locale';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLocale, useText } from '../../i18n/provider';
import {
  setTextSize,
  setTheme,
  textSizes,
  themes,
  useAppearance,
  type TextSize,
  type Theme,
} from '../../platform/appearance';
import { describeFailure } from '../../platform/refused';
import { signOut, useViewer } from '../../platform/session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioGroup } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Page, Panel } from '../../ui/page';
import { ApiTokens } from './api-tokens';
import styles from '../accounts.module.css';
import { useChooseLocale } from '../use-choose-locale';
import { WebhooksPage } from '../webhooks/webhooks-page';
import { WebhookLinks } from './webhook-links';

/** `/account`, and `/account/webhooks/:slug` for a consultation. */
export default function AccountPage() {
  const t = useText();
  const viewer = useViewer();
  const [path] = useLocation();
  if (!viewer) return null;
  const [, slug] = /^\/account\/webhooks\/([^/]+)$/.exec(path) ?? [];
  if (slug) return <WebhooksPage slug={decodeURIComponent(slug)} />;
  return (
    <Page title={t('accounts.account.title')} lead={`${viewer.person.name} · ${viewer.email}`}>
      <Language />
      <Appearance />
      <ApiTokens />
      <WebhookLinks />
      <Sessions />
    </Page>
  );
}

function Language() {
  const t = useText();
  const { locale } = useLocale();
  const choose = useChooseLocale();
  return (
    <Panel title={t('accounts.language.title')} lead={t('accounts.language.lead')}>
      <RadioGroup<Locale>
        label={t('accounts.language.title')}
        labelHidden
        layout="row"
        value={locale}
        onChange={(wish) => void choose(wish)}
        choices={locales.map((one) => ({ value: one, label: <span lang={one}>{localeNames[one]}</span> }))}
      />
    </Panel>
  );
}

function Appearance() {
  const t = useText();
  const { theme, textSize } = useAppearance();
  return (
    <Panel title={t('accounts.appearance.title')} lead={t('accounts.appearance.lead')}>
      <div className={styles.appearance}>
        <RadioGroup<Theme>
          label={t('accounts.theme.title')}
          layout="row"
          value={theme}
          onChange={setTheme}
          choices={themes.map((one) => ({ value: one, label: t(`accounts.theme.${one}`) }))}
        />
        <RadioGroup<TextSize>
          label={t('accounts.textSize.title')}
          layout="row"
          value={textSize}
          onChange={setTextSize}
          choices={textSizes.map((one) => ({ value: one, label: t(`accounts.textSize.${one}`) }))}
        />
      </div>
    </Panel>
  );
}

function Sessions() {
  const t = useText();
  const viewer = useViewer();
  const client = useApolloClient();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async () => {
    if (!viewer) return;
    setBusy(true);
    try {
      await signOut(client, { viewer, everywhere: true });
    } catch (error) {
      setProblem(describeFailure(error, t));
      setBusy(false);
    }
  };
  return (
    <Panel title={t('account.sessions.title')} lead={t('account.sessions.lead')}>
      <Button look="danger" icon="signOut" onClick={() => setOpen(true)}>
        {t('account.sessions.action')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        size="small"
        title={t('account.sessions.confirm')}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t('ui.cancel')}</Button>
            <Button look="danger" busy={busy} onClick={() => void leave()}>
              {t('account.sessions.action')}
            </Button>
          </>
        }
      >
        <p>{t('account.sessions.consequence')}</p>
        {problem && (
          <Banner tone="refused" live>
            {problem}
          </Banner>
        )}
      </Dialog>
    </Panel>
  );
}
