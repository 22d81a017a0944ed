import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { useConsultation } from '../consultations';
import { useLocale, useText } from '../i18n/provider';
import { describeFailure } from '../platform/refused';
import { signOut, type Viewer } from '../platform/session';
import { deviceStorage, holdsUnsentText } from '../platform/unsent';
import { Button } from '../ui/button';
import { Badge } from '../ui/chip';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { PanelButton } from '../ui/panel-button';
import { useToast } from '../ui/toast';
import styles from './controls.module.css';

type PersonMenuProps = {
  readonly viewer: Viewer;
  readonly consultation: ReturnType<typeof useConsultation>['consultation'];
};

/** Who am I here: name, organisation, roles; and the way out. */
export function PersonMenu({ viewer, consultation }: PersonMenuProps) {
  const t = useText();
  const toast = useToast();
  const client = useApolloClient();
  const { locale } = useLocale();
  const organisation = consultation?.myOrganisation ?? viewer.memberships[0]?.organisation ?? null;
  const roles = consultation?.myRoles ?? [];
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await signOut(client, { viewer });
    } catch (error) {
      setBusy(false);
      setAsking(false);
      toast({ text: describeFailure(error, t), meaning: 'refused' });
    }
  };
  // Signing out takes what has not been sent off this device: nobody should lose it unasked.
  const askOrLeave = (close: () => void) => {
    if (!holdsUnsentText(deviceStorage(window), viewer.person.id)) return void leave();
    close();
    setAsking(true);
  };
  return (
    <>
      <PanelButton
        label={t('app.person')}
        icon="person"
        face={
          <span className={styles.person}>
            <span className={styles.personName}>{viewer.person.name}</span>
            {organisation && (
              <Badge
                abbreviation={organisation.abbreviation[locale]}
                name={organisation.name[locale]}
                seed={organisation.code}
              />
            )}
          </span>
        }
      >
        {(close) => (
          <div className={styles.who}>
            <div className={styles.heading}>
              <strong>{viewer.person.name}</strong>
              {organisation && <span>{organisation.name[locale]}</span>}
              {roles.length > 0 && (
                <span className={styles.quiet}>
                  {roles.map((role) => t(`vocabulary.role.${role}`)).join(' · ')}
                </span>
              )}
            </div>
            <Link href="/" className={styles.way} onClick={close}>
              <Icon name="file" /> {t('consultations.list.title')}
            </Link>
            <Link href="/account" className={styles.way} onClick={close}>
              <Icon name="key" /> {t('accounts.account.title')}
            </Link>
            <button type="button" className={styles.way} onClick={() => askOrLeave(close)}>
              <Icon name="signOut" /> {t('app.signOut')}
            </button>
          </div>
        )}
      </PanelButton>
      {asking && (
        <Dialog
          open
          size="small"
          onClose={() => setAsking(false)}
          title={t('app.signOut.unsent')}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('app.signOut.unsent.stay')}</Button>
              <Button look="danger" busy={busy} onClick={() => void leave()}>
                {t('app.signOut.unsent.leave')}
              </Button>
            </>
          }
        >
          <p>{t('app.signOut.unsent.explain')}</p>
        </Dialog>
      )}
    </>
  );
}
