/** On whose behalf PostgreSQL is asked: the second wall behind the policies (T4, T7), see docs/adr/0015. */
import type { Role } from '@concord/consultation';

/**
 * What is behind the wall shows itself to a scope as follows; everything else of the database is alike for all.
 * - `nobody`: nothing.
 * - `person`: drafts and rooms of the organisations for which they act, what is official in their circles, and compromises
 *   where they moderate.
 * - `member`: the same of one organisation in one consultation, for work that no single person asked for.
 * - `document`: the log of one document, whoever writes in it, and the row of a compromise.
 * - `official`: comments that are official, whatever their circle, and nothing of any draft.
 * - `projection`: where the comments on a text stand, and the texts of the profile; no room, no compromise.
 * - `upkeep`: the logs of all documents, to fold and to prune them; no comment.
 * - `everything`: seeds, migrations and commands of the administrator.
 */
export type Scope =
  | { readonly kind: 'nobody' | 'official' | 'projection' | 'upkeep' | 'everything' }
  | { readonly kind: 'person'; readonly personId: string }
  | {
      readonly kind: 'member';
      readonly consultationId: string;
      readonly organisationId: string;
      readonly roles: readonly Role[];
    }
  | { readonly kind: 'document'; readonly name: string };

export const NOBODY: Scope = { kind: 'nobody' };
export const OFFICIAL: Scope = { kind: 'official' };
export const PROJECTION: Scope = { kind: 'projection' };
export const UPKEEP: Scope = { kind: 'upkeep' };
export const EVERYTHING: Scope = { kind: 'everything' };

/** Of whom or what, as `concord_enter` reads it. */
export function subjectOf(scope: Scope): string {
  if (scope.kind === 'person') return scope.personId;
  if (scope.kind === 'document') return scope.name;
  if (scope.kind === 'member') return [scope.consultationId, scope.organisationId, ...scope.roles].join(' ');
  return '';
}
