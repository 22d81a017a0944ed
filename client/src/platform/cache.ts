import { InMemoryCache } from '@apollo/client';
import type { FieldPolicy, Reference } from '@apollo/client';
import { cacheSizes } from '@apollo/client/utilities';
import { possibleTypes } from '@concord/schema';

// A chapter with thousands of comments has more parts than are remembered by themselves: without this, an answer about
// one of them makes all of them anew.
cacheSizes['inMemoryCache.executeSelectionSet'] = 400_000;
cacheSizes['inMemoryCache.executeSubSelectedArray'] = 100_000;

/** Values without an id of their own belong to the object that holds them: a later answer completes an earlier one. */
const part = { merge: true } as const;

type Edge = { readonly node: Reference };
type Paged = { readonly edges: readonly Edge[] };

/**
 * The pages of one list as one: a page that comes is written alone, however many came before. What arrived live may
 * stand in two of them.
 */
const paged = (keyArgs: string[]): FieldPolicy<Paged> => ({
  keyArgs,
  merge: (before, more, { args }) => {
    if (!before || !args?.['after']) return more;
    const known = new Set(before.edges.map(({ node }) => node.__ref));
    return { ...more, edges: [...before.edges, ...more.edges.filter(({ node }) => !known.has(node.__ref))] };
  },
});

export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          // A comment that a list has brought is there at once when its link is opened.
          comment: {
            read: (known: unknown, { args, toReference }) =>
              known ?? toReference({ __typename: 'Comment', id: String(args?.['id']) }),
          },
          heldComments: {
            keyArgs: false,
            read: (_known: unknown, { args, toReference }) =>
              ((args?.['ids'] ?? []) as readonly string[]).map((id) =>
                toReference({ __typename: 'Comment', id }),
              ),
          },
          comments: paged(['consultationId', 'filter', 'first']),
          inbox: paged(['consultationId', 'filter', 'triage', 'first']),
          // However many are asked for: what changed is read anew as far as it was read.
          openConflicts: paged(['consultationId']),
          // What it brought is in the comments.
          movedComments: { keyArgs: false, merge: false },
        },
      },
      LocalText: part,
      ConsultationAbilities: part,
      CommentAbilities: part,
      SectionCounts: part,
      Moderation: part,
      MyRound: part,
      MyResponse: part,
      Anchor: part,
      Target: part,
      Quote: part,
      Viewer: { keyFields: [] },
      // Events pass through once; keeping them would only fill the memory of a tab that stays open for weeks.
      Event: { keyFields: false },
      VariantRevision: { keyFields: false },
    },
  });
}
