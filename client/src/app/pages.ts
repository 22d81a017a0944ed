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
export const CommentsPage = lazyPage(() => import('../comments/list/comments-page'), 'comments/list');
export const DeskPage = lazyPage(() => import('../rooms/desk-page'), 'rooms');
export const InboxPage = lazyPage(() => import('../moderation/inbox-page'), 'moderation');
export const ClearingPage = lazyPage(() => import('../clearance/clearing-page'), 'clearance');
export const Waits = lazyPage(() => import('../clearance/waiting/waits'), 'clearance/waiting');
export const OutcomesPage = lazyPage(() => import('../clearance/outcomes-page'), 'clearance');
export const ImportPage = lazyPage(() => import('../exchange/import-page'), 'exchange');
export const RoundPage = lazyPage(() => import('../rounds/round-page'), 'rounds');
export const ConflictsPage = lazyPage(() => import('../conflicts/conflicts-page'), 'conflicts');
export const BoardPage = lazyPage(() => import('../conflicts/board-page'), 'conflicts');
export const VersionsPage = lazyPage(() => import('../versions/versions-page'), 'versions');
export const AuditPage = lazyPage(() => import('../audit/audit-page'), 'audit');
export const PeoplePage = lazyPage(() => import('../organisations/people-page'), 'organisations');

const addresses: readonly (readonly [RegExp, { readonly preload: () => void }])[] = [
  [/^\/c\/[^/]+\/comments$/, CommentsPage],
  [/^\/c\/[^/]+\/desk$/, DeskPage],
  [/^\/c\/[^/]+\/clearing$/, ClearingPage],
  [/^\/c\/[^/]+\/outcomes$/, OutcomesPage],
  [/^\/c\/[^/]+\/inbox$/, InboxPage],
  [/^\/c\/[^/]+\/import$/, ImportPage],
  [/^\/c\/[^/]+\/people$/, PeoplePage],
  [/^\/c\/[^/]+\/audit$/, AuditPage],
  [/^\/c\/[^/]+\/round$/, RoundPage],
  [/^\/c\/[^/]+\/conflicts$/, ConflictsPage],
  [/^\/c\/[^/]+\/conflicts\/[^/]+$/, BoardPage],
  [/^\/c\/[^/]+\/versions$/, VersionsPage],
  [/^\/c\/[^/]+(\/[^/]+)?$/, ReadingPage],
  [/^\/invitations\//, InvitationPage],
  [/^\/account$/, AccountPage],
  [/^\/enter$/, EnterPage],
  [/^\/sign-in$/, SignInPage],
];

/** Starts fetching the page of an address beside everything else, instead of after it. */
export function preloadPage(path: string): void {
  addresses.find(([pattern]) => pattern.test(path))?.[1].preload();
}
