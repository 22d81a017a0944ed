import { useApolloClient } from '@apollo/client/react';
import { ReadingConsultationDocument } from '@concord/schema';
import { useLiveConsultation } from '../comments';
import type { Consultation } from '../comments';

/** For a page whose own data no event changes: what stands around it is kept right all the same. */
export function useFollowedConsultation(consultation: Pick<Consultation, 'id' | 'slug' | 'cursor'>): void {
  const client = useApolloClient();
  const { slug } = consultation;
  useLiveConsultation(consultation, {
    onEvent: () => {},
    onLost: async () => {
      const { data } = await client.query({
        query: ReadingConsultationDocument,
        variables: { slug },
        fetchPolicy: 'network-only',
      });
      return data?.consultation?.cursor ?? null;
    },
  });
}
