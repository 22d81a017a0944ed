import { readDraft } from '@concord/document/room';
import { useState } from 'react';
import { useText } from '../i18n/provider';
import type { SyncedDocument } from '../platform/sync/use-synced-document';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextArea } from '../ui/field';
import { draftIdsIn } from './draft-text';

type UnsentDraftsProps = { readonly room: SyncedDocument; readonly onClose: () => void };

/** Words that the server does not take: to read and to copy out; thrown away by intention only. */
export function UnsentDrafts({ room, onClose }: UnsentDraftsProps) {
  const t = useText();
  const [text] = useState(() => wordsOf(room));
  const [sure, setSure] = useState(false);
  return (
    <Dialog
      open
      size="medium"
      title={t('rooms.unsent')}
      onClose={onClose}
      actions={
        sure ? (
          <>
            <Button onClick={() => setSure(false)}>{t('rooms.unsent.keep')}</Button>
            <Button look="danger" onClick={room.discard}>
              {t('rooms.unsent.discard')}
            </Button>
          </>
        ) : (
          <>
            <Button look="danger" onClick={() => setSure(true)}>
              {t('rooms.unsent.discard')}
            </Button>
            <Button look="primary" onClick={onClose}>
              {t('rooms.unsent.keep')}
            </Button>
          </>
        )
      }
    >
      <TextArea label={t('rooms.unsent.explain')} value={text} onChange={() => {}} readOnly rows={12} />
    </Dialog>
  );
}

function wordsOf({ session: { doc } }: SyncedDocument): string {
  return draftIdsIn(doc)
    .flatMap((id) => {
      const draft = readDraft(doc, id);
      return draft ? [[draft.text, draft.proposal].filter(Boolean).join('\n→ ')] : [];
    })
    .join('\n\n');
}
