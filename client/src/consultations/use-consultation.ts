import { useQuery } from '@apollo/client/react';
import { ReadingConsultationDocument } from '@concord/schema';

/** The consultation of an address. The reading view asks the same question, so both share one answer. */
export function useConsultation(slug: string | undefined) {
  const { data, loading, error } = useQuery(ReadingConsultationDocument, {
    variables: { slug: slug ?? '' },
    skip: slug === undefined,
  });
  return {
    consultation: data?.consultation ?? null,
    loading,
    error,
    missing: data !== undefined && data.consultation === null,
  };
}
