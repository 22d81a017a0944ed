import { project } from '@concord/document';
import type { DocumentJson } from '@concord/document/model';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { useText } from '../../i18n/provider';
import { KeptTextDialog } from './kept-text-dialog';
import { readableText, unsentBlocks } from './unsent-text';

type UnsentDialogProps = {
  readonly doc: Y.Doc;
  /** What of the document a person would read; a section's text unless told. */
  readonly contentOf?: (doc: Y.Doc) => DocumentJson;
  readonly language: string;
  /** What the server has now; null when there is none to be had. */
  readonly readStored: () => Promise<DocumentJson | null>;
  readonly onClose: () => void;
  /** Throws the copy on this device away and starts from what is stored. */
  readonly onDiscard: () => void;
};

/** What stands in the editor and not on the server. */
export function UnsentDialog({
  doc,
  contentOf,
  language,
  readStored,
  onClose,
  onDiscard,
}: UnsentDialogProps) {
  const t = useText();
  const stored = useStoredText(readStored);
  const [mine] = useState(() => (contentOf ? contentOf(doc) : project(doc).content));
  const blocks = stored === 'loading' ? null : unsentBlocks(mine, stored);
  return (
    <KeptTextDialog
      title={t('sync.unsent.title')}
      text={blocks && readableText(blocks)}
      description={
        stored === null ? t('sync.unsent.all') : t('sync.unsent.changed', { count: blocks?.length ?? 0 })
      }
      none={t('sync.unsent.none')}
      language={language}
      discard={t('sync.unsent.discard')}
      onDiscard={onDiscard}
      onClose={onClose}
    />
  );
}

/** Null when it can't be read. */
function useStoredText(readStored: () => Promise<DocumentJson | null>): DocumentJson | null | 'loading' {
  const [stored, setStored] = useState<DocumentJson | null | 'loading'>('loading');
  // Asked once: the dialog compares with one state.
  const [read] = useState(() => readStored);
  useEffect(() => {
    let wanted = true;
    read().then(
      (content) => wanted && setStored(content),
      () => wanted && setStored(null),
    );
    return () => {
      wanted = false;
    };
  }, [read]);
  return stored;
}
