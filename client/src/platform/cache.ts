import { InMemoryCache } from '@apollo/client';
import { possibleTypes } from '@concord/schema';

/** Values without an id of their own belong to the object that holds them: a later answer completes an earlier one. */
const part = { merge: true } as const;

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
        },
      },
      LocalText: part,
      ConsultationAbilities: part,
      CommentAbilities: part,
      SectionCounts: part,
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
