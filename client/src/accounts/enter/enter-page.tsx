import { useApolloClient } from '@apollo/client/react';
import { ViewerDocument } from '@concord/schema';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useLocale, useText } from '../../i18n/provider';
import { Banner } from '../../ui/banner';
import { Badge } from '../../ui/chip';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Skeleton, Spinner } from '../../ui/progress';
import { ErrorState } from '../../ui/state';
import { useAfterSignIn } from '../after-sign-in';
import { enterDemo, lookForDemo, useDemo, type DemoPerson } from '../demo';
import { peopleByRole } from './people-by-role';
import styles from './enter-page.module.css';

type EnterPageProps = {
  /** What stands here when this installation is no demonstration. */
  readonly otherwise: React.ReactNode;
};

/** The first page of the demonstration: who one may be, and what there is to try in two minutes. */
export default function EnterPage({ otherwise }: EnterPageProps) {
  const t = useText();
  const demo = useDemo();
  if (demo.state === 'off') return otherwise;
  return (
    <Page width="wide" title={t('enter.title')} lead={t('enter.lead')}>
      {demo.state === 'unknown' && <Skeleton lines={6} />}
      {demo.state === 'failed' && <ErrorState onRetry={() => void lookForDemo()} />}
      {demo.state === 'on' && <People people={demo.people} />}
      <p className={styles.account}>
        <Link href="/sign-in">{t('enter.toSignIn')}</Link>
      </p>
    </Page>
  );
}

function People({ people }: { readonly people: readonly DemoPerson[] }) {
  const t = useText();
  const client = useApolloClient();
  const groups = peopleByRole(people);
  const [search] = useSearchParams();
  const afterSignIn = useAfterSignIn();
  const [entering, setEntering] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  const enter = async (person: DemoPerson) => {
    setEntering(person.id);
    setFailed(false);
    const viewer = (await enterDemo(person.id)) ? await fetchViewer() : null;
    if (viewer) await afterSignIn(viewer, search.get('next'));
    else setFailed(true);
    setEntering(null);
  };
  const fetchViewer = async () => {
    const { data } = await client.query({
      query: ViewerDocument,
      fetchPolicy: 'network-only',
      context: { signingIn: true },
    });
    return data?.viewer ?? null;
  };

  return (
    <>
      {failed && (
        <Banner tone="refused" live>
          {t('enter.failed')}
        </Banner>
      )}
      <nav aria-label={t('enter.roles')} className={styles.roles}>
        {groups.map(({ role }) => (
          <a key={role} href={`#role-${role}`}>
            {t(`vocabulary.role.${role}`)}
          </a>
        ))}
      </nav>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.role} className={styles.group} aria-labelledby={`role-${group.role}`}>
            <h2 id={`role-${group.role}`} className={styles.role}>
              {t(`vocabulary.role.${group.role}`)}
            </h2>
            <p className={styles.try}>{t(`enter.try.${group.role}`)}</p>
            <ul className={styles.people}>
              {group.people.map((person) => (
                <li key={person.id}>
                  <PersonButton
                    person={person}
                    busy={entering === person.id}
                    onPress={() => void enter(person)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

type PersonButtonProps = {
  readonly person: DemoPerson;
  readonly busy: boolean;
  readonly onPress: () => void;
};

function PersonButton({ person, busy, onPress }: PersonButtonProps) {
  const { locale } = useLocale();
  const { organisation } = person;
  const abbreviation =
    typeof organisation.abbreviation === 'string'
      ? organisation.abbreviation
      : organisation.abbreviation[locale];
  return (
    <button type="button" className={styles.person} onClick={onPress} aria-busy={busy}>
      <span className={styles.badge}>
        <Badge abbreviation={abbreviation} name={organisation.name[locale]} seed={organisation.code} />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{person.name}</span>
        <span className={styles.function} lang="en">
          {person.function}
        </span>
      </span>
      <span className={styles.arrow}>{busy ? <Spinner /> : <Icon name="arrowRight" />}</span>
    </button>
  );
}
