import { useQuery } from '@apollo/client/react';
import { blockTexts } from '@concord/document/model';
import type { BlockText } from '@concord/document/model';
import { SectionTextDocument } from '@concord/schema';
import type { Locale, VariantTextFragment } from '@concord/schema';
import { useMemo } from 'react';

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
  return { text, loading, error, refetch, missing: data !== undefined && !loading && variant === null };
}
