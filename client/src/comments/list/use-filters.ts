import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { filtersIn, queryOf } from '../filters';
import type { Filters } from '../filters';

/** Filters that live in the address: they can be sent, bookmarked, and stepped back from. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [query, setQuery] = useSearchParams();
  const address = query.toString();
  const filters = useMemo(() => filtersIn(new URLSearchParams(address)), [address]);
  const change = useCallback(
    (changed: Partial<Filters>) =>
      setQuery((before) => queryOf({ ...filtersIn(before), ...changed }), { replace: 'search' in changed }),
    [setQuery],
  );
  return [filters, change];
}
