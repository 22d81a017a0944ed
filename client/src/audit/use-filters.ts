import type { RecordFilter } from '@concord/schema';
import { useSearchParams } from 'wouter';
import type { Consultation } from '../comments';
import { isGroup, kindsOf, type Group } from './kinds';

type Name = 'group' | 'organisation' | 'person' | 'from' | 'until';

export type Filters = {
  readonly group: Group | null;
  readonly organisation: string | null;
  readonly person: string | null;
  /** Days as a date field writes them; both are included. */
  readonly from: string;
  readonly until: string;
  readonly asked: RecordFilter;
  readonly exportHref: string;
  readonly set: (name: Name, value: string | null) => void;
};

/** They live in the address: a view of the record can be passed on. */
export function useFilters({ id }: Pick<Consultation, 'id'>): Filters {
  const [query, setQuery] = useSearchParams();
  const given = query.get('group');
  const group = isGroup(given) ? given : null;
  const [organisation, person] = [query.get('organisation'), query.get('person')];
  const [from, until] = [query.get('from') ?? '', query.get('until') ?? ''];
  const begin = midnight(from, 0);
  const end = midnight(until, 1);
  const kinds = group && kindsOf(group);
  const asked: RecordFilter = {
    kinds,
    organisationId: organisation,
    personId: person,
    from: begin,
    until: end,
  };
  const href = new URLSearchParams({ consultation: id });
  for (const [name, value] of [
    ['kinds', kinds?.join(',')],
    ['organisation', organisation],
    ['person', person],
    ['from', begin],
    ['until', end],
  ] as const)
    if (value) href.set(name, value);
  return {
    group,
    organisation,
    person,
    from,
    until,
    asked,
    exportHref: `/files/record?${href.toString()}`,
    set: (name, value) =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          if (value) after.set(name, value);
          else after.delete(name);
          return after;
        },
        { replace: true },
      ),
  };
}

/** When the day begins by the clock of this device, or the one so many days later; null when it is no day. */
function midnight(day: string, later: number): string | null {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + later);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
