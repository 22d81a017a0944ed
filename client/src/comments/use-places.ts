import type { ApolloCache } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { CommentPlacesFragmentDoc } from '@concord/schema';
import type { CommentPlaceFragment } from '@concord/schema';
import { useMemo, useSyncExternalStore } from 'react';

/**
 * Where comments stand, in the order of their ids. They are watched by the hundred: an edit moves those of one paragraph,
 * and of thousands only the hundreds with these are read anew.
 */
export function usePlaces(ids: readonly string[]): readonly CommentPlaceFragment[] {
  const { cache } = useApolloClient();
  const places = useMemo(() => watchedPlaces(cache, ids), [cache, ids]);
  return useSyncExternalStore(places.subscribe, places.current);
}

const HUNDRED = 100;

export function watchedPlaces(cache: ApolloCache, ids: readonly string[]) {
  const asked = Array.from({ length: Math.ceil(ids.length / HUNDRED) }, (_, at) => ({
    fragment: CommentPlacesFragmentDoc,
    fragmentName: 'CommentPlaces',
    from: 'ROOT_QUERY',
    variables: { ids: ids.slice(at * HUNDRED, (at + 1) * HUNDRED) },
  }));
  const parts = asked.map((one) => cache.readFragment(one, true)?.heldComments ?? []);
  let all: readonly CommentPlaceFragment[] | null = null;
  return {
    current: () => (all ??= parts.flat()),
    subscribe: (onChange: () => void) => {
      const watches = asked.map((one, at) =>
        cache.watchFragment(one).subscribe((answer) => {
          const part = answer.complete ? answer.data.heldComments : parts[at];
          if (!part || part === parts[at]) return;
          parts[at] = part;
          all = null;
          // After whatever else the same answer has changed: the text and its comments are drawn together.
          setTimeout(onChange);
        }),
      );
      return () => watches.forEach((watch) => watch.unsubscribe());
    },
  };
}
