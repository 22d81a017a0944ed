import type { Access } from '../platform/graphql/access.js';
import { managesAccount, mayInvite } from './accounts.policy.js';
import { findInvitation } from './accounts.repository.js';

export const accountsAccess: Access = {
  asks: { manageAccount: managesAccount, invite: mayInvite, holdInvitation: findInvitation },
  fields: {
    Query: { self: 'viewer', manageAccount: 'apiTokens', holdInvitation: 'invitation(token: secret)' },
    Mutation: {
      anyone: 'signIn(email: text, password: secret) signOut',
      holdInvitation: 'acceptInvitation(token: secret, name: text, password: secret)',
      self: 'signOutEverywhere setLocale(locale: choice)',
      manageAccount:
        'createApiToken(name: text, scopes: choice, expiresInDays: number) revokeApiToken(id: its)',
      invite: 'invite(input: fields)',
    },
    Viewer: { self: 'email locale memberships person sessionExpiresAt' },
    Membership: { self: 'consultation organisation roles' },
    Person: { given: 'id name' },
    ApiToken: { manageAccount: 'createdAt expiresAt id lastUsedAt name scopes' },
    ApiTokenCreated: { manageAccount: 'secret token' },
    SignedIn: { self: 'viewer' },
    InvitationCreated: { invite: 'expiresAt url' },
    InvitationDetails: { holdInvitation: 'email expiresAt organisation roles' },
  },
  inputs: {
    InviteInput: { its: 'consultationId', named: 'organisationId', text: 'email', choice: 'locale roles' },
  },
};
