import { compromiseText, readCompromise } from '@concord/document/compromise';
import type { DocumentJson } from '@concord/document/model';
import { useCallback, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { useSyncedDocument } from '../platform/sync/use-synced-document';
import type { DocumentKind, SyncedDocument } from '../platform/sync/use-synced-document';

export const useCompromiseDocument = (documentName: string, personId: string): SyncedDocument | null =>
  useSyncedDocument(documentName, personId, compromises);

const compromises: DocumentKind = { contentOf: compromiseContent };

/** The wording as a paragraph: what is kept when the server takes no more of this document. */
export function compromiseContent(doc: Y.Doc): DocumentJson {
  const text = readCompromise(doc);
  const content = text === '' ? [] : [{ type: 'text' as const, text }];
  return { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'wording' }, content }] };
}

/** What it says now, and again after each change. */
export function useCompromiseWords(doc: Y.Doc): string {
  const subscribe = useCallback(
    (changed: () => void) => {
      const text = compromiseText(doc);
      text.observe(changed);
      return () => text.unobserve(changed);
    },
    [doc],
  );
  return useSyncExternalStore(subscribe, () => compromiseText(doc).toJSON());
}
