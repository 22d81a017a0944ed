import { useApolloClient, useQuery } from '@apollo/client/react';
import { blockTexts } from '@concord/document/model';
import type { BlockText } from '@concord/document/model';
import { SectionTextDocument } from '@concord/schema';
import type { Locale, VariantTextFragment } from '@concord/schema';
import { useCallback, useMemo } from 'react';

export type SectionText = { readonly variant: VariantTextFragment; readonly blocks: readonly BlockText[] };

/**
 * The text of a section. While another language of the same section is on its way, the one on screen stays; another
 * section never shows the text of the one before.
 */
export function useSectionText(sectionId: string, language: Locale) {
  const { data, previousData, loading, error, refetch } = useQuery(SectionTextDocument, {
    variables: { id: sectionId, language },
  });
  const section = data?.section ?? (previousData?.section?.id === sectionId ? previousData.section : null);
  const variant = section?.variant ?? null;
  const text = useMemo<SectionText | null>(
    () => variant && { variant, blocks: blockTexts(variant.content) },
    [variant],
  );
  const client = useApolloClient();
  /** Asks for it once more; resolves to what writes it into the cache. */
  const readAgain = useCallback(async () => {
    const question = { query: SectionTextDocument, variables: { id: sectionId, language } };
    const { data: fresh } = await client.query({ ...question, fetchPolicy: 'no-cache' });
    return () => void (fresh && client.cache.writeQuery({ ...question, data: fresh }));
  }, [client, sectionId, language]);
  return {
    text,
    loading,
    error,
    refetch,
    readAgain,
    missing: data !== undefined && !loading && variant === null,
  };
}
