import { useApolloClient } from '@apollo/client/react';
import { useLocation } from 'wouter';
import type { useConsultation } from '../consultations';
import { useLocale, useText } from '../i18n/provider';
import { describeFailure } from '../platform/refused';
import { signOut, type Viewer } from '../platform/session';
import { Badge } from '../ui/chip';
import { Menu } from '../ui/menu';
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
  const [, navigate] = useLocation();
  const organisation = consultation?.myOrganisation ?? viewer.memberships[0]?.organisation ?? null;
  const roles = consultation?.myRoles ?? [];
  const leave = async () => {
    try {
      await signOut(client, { viewer });
    } catch (error) {
      toast({ text: describeFailure(error, t), meaning: 'refused' });
    }
  };
  return (
    <Menu
      label={t('app.person', { name: viewer.person.name })}
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
      heading={
        <div className={styles.heading}>
          <strong>{viewer.person.name}</strong>
          {organisation && <span>{organisation.name[locale]}</span>}
          {roles.length > 0 && (
            <span className={styles.quiet}>
              {roles.map((role) => t(`vocabulary.role.${role}`)).join(' · ')}
            </span>
          )}
        </div>
      }
      groups={[
        {
          id: 'places',
          actions: [
            {
              id: 'consultations',
              label: t('consultations.list.title'),
              icon: 'file',
              onSelect: () => navigate('/'),
            },
            {
              id: 'account',
              label: t('accounts.account.title'),
              icon: 'key',
              onSelect: () => navigate('/account'),
            },
          ],
        },
        {
          id: 'leave',
          actions: [
            { id: 'signOut', label: t('app.signOut'), icon: 'signOut', onSelect: () => void leave() },
          ],
        },
      ]}
    />
  );
}
