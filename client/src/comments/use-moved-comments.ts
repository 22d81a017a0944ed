import { useApolloClient } from '@apollo/client/react';
import { MovedCommentsDocument } from '@concord/schema';
import type { CommentPlaceFragment as Comment, Locale } from '@concord/schema';
import { useRef } from 'react';

/**
 * After an edit of a section's text: where the words of its comments stand now; resolves to what writes it into the cache.
 * Only those that moved are asked for, not the list, which may be of thousands. `whole`: all pages of the list are here; until then a page may still bring places
 * that are older than an answer.
 */
export function useMovedComments(
  sectionId: string,
  comments: readonly Comment[],
  whole: boolean,
): (language: Locale, revision: number | null) => Promise<(() => void) | null> {
  const client = useApolloClient();
  const known = useRef(new Map<string, number>());
  return async (language, revision) => {
    const place = `${sectionId}/${language}`;
    let since = known.current.get(place) ?? revision ?? Infinity;
    if (!known.current.has(place))
      for (const { target, anchor } of comments)
        if (target.language === language) since = Math.min(since, anchor.revision);
    // Nothing of this language stands here that could have moved.
    if (since === Infinity) return null;
    const question = {
      query: MovedCommentsDocument,
      variables: { id: sectionId, language, revision: since },
    };
    const { data } = await client.query({ ...question, fetchPolicy: 'no-cache' });
    if (whole && revision !== null) known.current.set(place, Math.max(since, revision));
    return () => void (data && client.cache.writeQuery({ ...question, data }));
  };
}
