import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link, useLocation, useRoute } from 'wouter';
import { PhaseNote, useConsultation } from '../consultations';
import { useLocale, useText } from '../i18n/provider';
import { useNow } from '../platform/now';
import { useSession } from '../platform/session';
import { noticeCovered, socketsBlocked } from '../platform/slow-path';
import { useStore } from '../platform/store';
import { LinkButton } from '../ui/button';
import { StatusChip } from '../ui/chip';
import { Icon } from '../ui/icon';
import { Slot } from '../ui/slots';
import { SkipLink } from '../ui/visually-hidden';
import { cornerOf, corners } from './corners';
import { SlowPathNotice, Waits } from './pages';
import { ConnectionNote } from './connection-note';
import { Spared } from './error-boundary';
import { LanguageSwitch } from './language-switch';
import { PersonMenu } from './person-menu';
import { ViewMenu } from './view-menu';
import styles from './frame.module.css';

const contentId = 'content';

/** Always on screen, quietly: where am I, which phase, am I connected and saved, who am I. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const { locale } = useLocale();
  const session = useSession();
  const [, params] = useRoute('/c/:slug/*?');
  const { consultation } = useConsultation(session.state === 'signedIn' ? params?.slug : undefined);
  const main = useFocusAfterMove();
  const blocked = useStore(socketsBlocked);
  const covered = useStore(noticeCovered);

  return (
    <>
      <SkipLink targetId={contentId}>{t('app.skip')}</SkipLink>
      <header className={styles.header}>
        {consultation?.demo && (
          <p className={styles.demo}>
            <Icon name="info" size={14} /> {t('app.demo')}
          </p>
        )}
        <div className={styles.bar}>
          <Link href="/" className={styles.mark} aria-label={t('app.home')}>
            <Mark />
            <span className={consultation ? styles.nameWithPlace : styles.name}>Concord</span>
          </Link>
          <div className={styles.place}>
            {consultation && (
              <Link href={`/c/${consultation.slug}`} className={styles.consultation}>
                {consultation.title[locale]}
              </Link>
            )}
            <Slot name="place" className={styles.section} />
          </div>
          <div className={styles.tools}>
            <Slot name="tools" className={styles.slot} />
            <Slot name="status" className={styles.slot} />
            <ConnectionNote />
            <LanguageSwitch
              className={session.state === 'signedOut' ? styles.languageAlone : styles.language}
            />
            <ViewMenu />
            {session.state === 'signedIn' ? (
              <PersonMenu viewer={session.viewer} consultation={consultation} />
            ) : (
              session.state === 'signedOut' && <SignInLink />
            )}
          </div>
        </div>
        {consultation && <ConsultationNav consultation={consultation} />}
      </header>
      {blocked && !covered && (
        <Spared>
          <SlowPathNotice />
        </Spared>
      )}
      <main id={contentId} ref={main} tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </>
  );
}

function SignInLink() {
  const t = useText();
  const [onSignIn] = useRoute('/sign-in');
  return onSignIn ? null : (
    <LinkButton href="/sign-in" size="small">
      {t('accounts.signIn.action')}
    </LinkButton>
  );
}

type ConsultationNavProps = {
  readonly consultation: NonNullable<ReturnType<typeof useConsultation>['consultation']>;
};

function ConsultationNav({ consultation }: ConsultationNavProps) {
  const t = useText();
  const now = useNow();
  const [path] = useLocation();
  const home = `/c/${consultation.slug}`;
  const here = cornerOf(path) ?? 'document';
  const items = [
    { id: 'document', href: home, waits: false },
    ...corners
      .filter(({ shown }) => shown?.(consultation) ?? true)
      .map(({ id, waits = false }) => ({ id, href: `${home}/${id}`, waits })),
  ];
  return (
    <div className={styles.second}>
      <nav aria-label={t('app.nav.label')} className={styles.nav}>
        {items.map(({ id, href, waits }) => (
          <Link
            key={id}
            ref={id === here ? inSight : undefined}
            href={href}
            className={styles.corner}
            aria-current={id === here ? 'page' : undefined}
          >
            {t(`app.nav.${id}`)}
            {waits && (
              <Spared>
                <Waits consultation={consultation} corner={id} />
              </Spared>
            )}
          </Link>
        ))}
      </nav>
      <span className={styles.phase}>
        {consultation.round?.reminder && (
          <Link href={`${home}/round`} className={styles.reminder}>
            <StatusChip meaning="waiting" icon="warning" plain label={t('app.reminder')} />
          </Link>
        )}
        <PhaseNote consultation={consultation} now={now} />
      </span>
    </div>
  );
}

/** On a phone the names of the pages are wider than the screen: the one that is open stands in it. */
function inSight(corner: HTMLElement | null): void {
  const row = corner?.parentElement;
  if (!corner || !row) return;
  row.scrollLeft = corner.offsetLeft - row.offsetLeft - (row.clientWidth - corner.offsetWidth) / 2;
}

/** After a move to another page focus goes to its content, as it would with pages from a server. */
function useFocusAfterMove() {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const page = pageOf(path);
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [page]);
  return main;
}

/** Sections of one document are one page: the reading view moves between them itself. */
function pageOf(path: string): string {
  const [, c, slug] = path.split('/');
  return c !== 'c' || cornerOf(path) ? path : `/c/${slug}`;
}

function Mark() {
  return (
    <svg className={styles.symbol} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="5" />
      <path d="M22.5 11.2A8 8 0 1 0 22.5 20.8M13 16h10" />
    </svg>
  );
}
