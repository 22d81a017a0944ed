import type { Role } from '@concord/consultation';
import type { DemoPerson } from '../demo';

/** The order in which a newcomer understands the process best. */
export const roleOrder = [
  'contributor',
  'clearing_officer',
  'drafter',
  'moderator',
  'lead_agency',
  'observer',
  'publisher',
  'administrator',
] as const satisfies readonly Role[];

export type RoleGroup = { readonly role: Role; readonly people: readonly DemoPerson[] };

/** Everybody once, under the rarest of their roles, so that no group hides behind a larger one. */
export function peopleByRole(people: readonly DemoPerson[]): readonly RoleGroup[] {
  const count = (role: Role) => people.filter((person) => person.roles.includes(role)).length;
  const home = (person: DemoPerson) => person.roles.toSorted((a, b) => count(a) - count(b))[0];
  return roleOrder
    .map((role) => ({ role, people: people.filter((person) => home(person) === role) }))
    .filter((group) => group.people.length > 0);
}
