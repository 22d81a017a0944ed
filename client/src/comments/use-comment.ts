import type { ApolloCache, ApolloClient } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { CommentByIdDocument, CommentFieldsFragmentDoc, CommentLineFragmentDoc } from '@concord/schema';
import type { CommentFieldsFragment as Comment, CommentLineFragment } from '@concord/schema';

/** One comment of a list as it now is: what happens to it draws what shows it, and nothing beside. Null while it is not here. */
export function useComment(commentId: string | null): Comment | null {
  const { data, complete } = useFragment({
    ...whole,
    from: commentId === null ? null : `Comment:${commentId}`,
  });
  return commentId !== null && complete ? data : null;
}

/** What a folded note shows of it: its words may move in the text, and the note stays as it is. */
export function useCommentLine(commentId: string): CommentLineFragment | null {
  const { data, complete } = useFragment({
    fragment: CommentLineFragmentDoc,
    fragmentName: 'CommentLine',
    from: `Comment:${commentId}`,
  });
  return complete ? data : null;
}

/** The whole of it, once. */
export const readComment = (cache: ApolloCache, commentId: string): Comment | null =>
  cache.readFragment({ ...whole, id: `Comment:${commentId}` });

/** As the server knows it now: where its words stand is read with a list, and others are decided on since. */
export async function fetchComment(client: ApolloClient, id: string): Promise<Comment | null> {
  const { data } = await client.query({
    query: CommentByIdDocument,
    variables: { id },
    fetchPolicy: 'network-only',
  });
  return data?.comment ?? null;
}

const whole = { fragment: CommentFieldsFragmentDoc, fragmentName: 'CommentFields' } as const;
