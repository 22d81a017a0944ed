import { useApolloClient } from '@apollo/client/react';
import { parseDocumentName } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import { SectionTextDocument } from '@concord/schema';
import { useCallback } from 'react';

/** Asks the server for the text of a section as it is now; null when it has none. */
export function useStoredText(documentName: string): () => Promise<DocumentJson | null> {
  const client = useApolloClient();
  return useCallback(async () => {
    const name = parseDocumentName(documentName);
    if (!name || !isLocaleName(name.language)) return null;
    const { data } = await client.query({
      query: SectionTextDocument,
      variables: { id: name.sectionId, language: name.language },
      fetchPolicy: 'no-cache',
    });
    return data?.section?.variant?.content ?? null;
  }, [client, documentName]);
}

const isLocaleName = (language: string): language is 'az' | 'en' | 'ru' => /^(az|en|ru)$/.test(language);
