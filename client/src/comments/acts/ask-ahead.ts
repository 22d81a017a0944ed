import type { ApolloClient } from '@apollo/client';
import { CommentEvidenceDocument, CommentWithholdingsDocument } from '@concord/schema';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
// What it asks for is shown by these: they come along, or their place would wait for them once more.
import './evidence';
import './withheld';

/**
 * Asks, as a thread opens, for what stands in the middle of it and is not in a list's answer: what stands below waits for
 * it, so that no button moves under the hand. Null: it is here already.
 */
export function askAhead(
  client: ApolloClient,
  { id, withheld }: Pick<Comment, 'id' | 'withheld'>,
): Promise<unknown> | null {
  const wanted = [CommentEvidenceDocument, ...(withheld ? [CommentWithholdingsDocument] : [])];
  const missing = wanted.filter((query) => client.readQuery({ query, variables: { id } }) === null);
  if (missing.length === 0) return null;
  // One that fails leaves its place empty, and holds nothing up.
  return Promise.allSettled(missing.map((query) => client.query({ query, variables: { id } })));
}
