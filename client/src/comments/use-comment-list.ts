import type { InMemoryCache, TypedDocumentNode } from '@apollo/client';
import { useApolloClient, useFragment } from '@apollo/client/react';
import { CommentsDocument, ListedCommentsFragmentDoc } from '@concord/schema';
import type { CommentFilter, EventFieldsFragment as Event, TriageFilter } from '@concord/schema';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CommentList } from './comment-list';
import { placeOf } from './live-events';
import { putInList } from './stored-list';
import { usePages } from './use-pages';
import type { Asked, CommentListDocument } from './use-pages';

/** A list as far as it has come, with what is read of each comment in it. */
type ListOf<Node> = {
  readonly comments: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: Node }[];
  } | null;
};

type ListOptions<Node> = {
  readonly consultationId: string;
  readonly filter: CommentFilter;
  readonly first: number;
  /** What is read of the list beside which comments are in it: the less, the fewer of their changes concern it. */
  readonly of?: TypedDocumentNode<ListOf<Node>, Asked>;
  /** For moderators: another question with the same answer, narrowed by where comments stand among them. */
  readonly among?: { readonly document: CommentListDocument; readonly triage: TriageFilter };
  /** Fetches page after page until all are there: for a section, whose text needs every comment. */
  readonly whole?: boolean;
  /** The organisation of the viewer, for filters by "mine". */
  readonly mine: string | null;
};

/** A list of comments from the server, with what happens to it live. Its comments are whole in the cache (`useComment`). */
export function useCommentList<Node extends { readonly id: string } = { readonly id: string }>({
  consultationId,
  filter,
  first,
  of = ListedCommentsFragmentDoc as TypedDocumentNode<ListOf<never>, Asked>,
  among,
  whole = false,
  mine,
}: ListOptions<Node>) {
  const cache = useApolloClient().cache as InMemoryCache;
  const triage = among?.triage;
  const asked = useMemo<Asked>(
    () => ({ consultationId, filter, first, ...(triage && { triage }) }),
    [consultationId, filter, first, triage],
  );
  const held = useHeld(of, asked);
  const { fetch, fetching, failed } = usePages(among?.document ?? CommentsDocument, asked);
  const missing = held === undefined;
  useEffect(() => {
    if (missing) void fetch(null, 1);
  }, [missing, fetch]);

  // While another list is on its way the one before stays.
  const [turn, setTurn] = useState({ asked, before: asked });
  if (turn.asked !== asked) setTurn({ asked, before: turn.asked });
  const before = useHeld(of, turn.before, held === undefined);
  const list = held ?? before ?? null;
  const endCursor = held?.pageInfo.endCursor ?? null;
  const hasMore = held?.pageInfo.hasNextPage ?? false;
  const loadMore = useCallback(() => fetch(endCursor, 1), [fetch, endCursor]);
  // What was read is read anew, as far as it was read.
  const read = useRef(0);
  useEffect(() => {
    read.current = held?.edges.length ?? 0;
  });
  const refetch = useCallback(() => fetch(null, Math.max(1, read.current)), [fetch]);
  useEffect(() => {
    // A page that fails is asked for again with the next change of the list; nobody is shown half a list as whole.
    if (whole && hasMore && endCursor !== null) void loadMore();
  }, [whole, hasMore, endCursor, loadMore]);

  // What happens while a page is on its way may not be in it yet: it is put into the list once more when it has come.
  const meanwhile = useRef<Map<string, 'in' | 'out'> | null>(null);
  useEffect(() => {
    if (!fetching) return;
    const happened = (meanwhile.current = new Map<string, 'in' | 'out'>());
    // Of this list alone: another filter takes other comments.
    return () => {
      meanwhile.current = null;
      happened.forEach((place, commentId) => putInList(cache, asked, commentId, place));
    };
  }, [fetching, cache, asked]);
  const put = useCallback(
    (commentId: string, place: 'in' | 'out') => {
      meanwhile.current?.set(commentId, place);
      putInList(cache, asked, commentId, place);
    },
    [cache, asked],
  );
  const apply = useCallback(
    (event: Event) => {
      const id = event.comment?.id ?? event.commentId;
      const place = placeOf(event, filter, mine);
      if (id !== null && place !== 'any') put(id, place);
    },
    [put, filter, mine],
  );
  const edit = useMemo<CommentList>(
    () => ({
      add: (comment) => put(comment.id, 'in'),
      remove: (commentId) => put(commentId, 'out'),
    }),
    [put],
  );
  const loading = fetching || (missing && !failed);
  return { list, loading, failed, hasMore, endCursor, loadMore, refetch, apply, edit };
}

/** What the cache has of a list; nothing while no page of it has come. */
function useHeld<Node>(of: TypedDocumentNode<ListOf<Node>, Asked>, asked: Asked, wanted = true) {
  const { data } = useFragment({
    fragment: of,
    fragmentName: nameOf(of),
    from: wanted ? 'ROOT_QUERY' : null,
    variables: asked,
  });
  return (data as Partial<ListOf<Node>>).comments;
}

/** Codegen puts a fragment before those it is made of. */
function nameOf({ definitions: [first] }: TypedDocumentNode<unknown, never>): string {
  return first && 'name' in first && first.name ? first.name.value : '';
}
