import type { LazyPage } from '../i18n/lazy-page';
import { lazyPage } from '../i18n/lazy-page';

export const SignInPage = lazyPage(() => import('../accounts/sign-in-page'));
export const EnterPage = lazyPage(() => import('../accounts/enter/enter-page'), 'accounts/enter');
export const InvitationPage = lazyPage(
  () => import('../accounts/invitation/invitation-page'),
  'accounts/invitation',
);
export const AccountPage = lazyPage(() => import('../accounts/account/account-page'), 'accounts/account');
export const ConsultationsPage = lazyPage(() => import('../consultations/consultations-page'));
export const ReadingPage = lazyPage(() => import('../profiles/reading-page'));
const CommentsPage = lazyPage(() => import('../comments/list/comments-page'), 'comments/list');
const DeskPage = lazyPage(() => import('../rooms/desk-page'), 'rooms');
const InboxPage = lazyPage(() => import('../moderation/inbox-page'), 'moderation');
const ClearingPage = lazyPage(() => import('../clearance/clearing-page'), 'clearance');
export const Waits = lazyPage(() => import('../clearance/waiting/waits'), 'clearance/waiting');
export const SlowPathNotice = lazyPage(() => import('../platform/sync/slow-path-notice'), 'platform/sync');
const OutcomesPage = lazyPage(() => import('../clearance/outcomes-page'), 'clearance');
const ImportPage = lazyPage(() => import('../exchange/import-page'), 'exchange');
const RoundPage = lazyPage(() => import('../rounds/round-page'), 'rounds');
const ConflictsPage = lazyPage(() => import('../conflicts/conflicts-page'), 'conflicts');
const BoardPage = lazyPage(() => import('../conflicts/board-page'), 'conflicts');
const VersionsPage = lazyPage(() => import('../versions/versions-page'), 'versions');
const AuditPage = lazyPage(() => import('../audit/audit-page'), 'audit');
const PeoplePage = lazyPage(() => import('../organisations/people-page'), 'organisations');

/** The pages of a consultation beside its document, by their names in addresses: `/c/:slug/inbox`. */
export const cornerPages: Readonly<Record<string, LazyPage<object>>> = {
  comments: CommentsPage,
  desk: DeskPage,
  clearing: ClearingPage,
  outcomes: OutcomesPage,
  inbox: InboxPage,
  import: ImportPage,
  people: PeoplePage,
  round: RoundPage,
  conflicts: ConflictsPage,
  'conflicts/:id': BoardPage,
  versions: VersionsPage,
  audit: AuditPage,
};

const pages = new Map<string, { readonly preload: () => void }>(
  Object.entries({
    ...cornerPages,
    invitations: InvitationPage,
    account: AccountPage,
    enter: EnterPage,
    'sign-in': SignInPage,
  }),
);

/** Starts fetching the page of an address beside everything else, instead of after it. */
export function preloadPage(path: string): void {
  const [, first = '', , corner = '', id] = path.split('/');
  const page = first === 'c' ? (pages.get(id ? `${corner}/:id` : corner) ?? ReadingPage) : pages.get(first);
  page?.preload();
}
