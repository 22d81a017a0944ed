import type { DocumentJson } from '@concord/document/model';
import { richTextSchema } from '@concord/document/rich-extensions';
import { readChatter, readDraft } from '@concord/document/room';
import { createContext, useContext } from 'react';
import type * as Y from 'yjs';
import { draftIdsIn } from './draft-text';
import { useSyncedDocument } from '../platform/sync/use-synced-document';
import type { DocumentKind, SyncedDocument } from '../platform/sync/use-synced-document';

/** The room's document while it is open; null until then. */
export const RoomContext = createContext<SyncedDocument | null>(null);

export const useRoomDocument = (documentName: string, personId: string): SyncedDocument | null =>
  useSyncedDocument(documentName, personId, rooms);

/** A room opens on the train: its copy stays on this device until the person signs out. */
const rooms: DocumentKind = { contentOf: roomContent, schema: richTextSchema, keepsCopy: true };

/** All drafts as paragraphs, one for each part: what is kept when the server takes no more of this document. */
export function roomContent(doc: Y.Doc): DocumentJson {
  const parts = draftIdsIn(doc).flatMap((id) => {
    const draft = readDraft(doc, id);
    const said = readChatter(doc, id).map(({ id: remark, text }) => [`chatter-${remark}`, text] as const);
    return [
      [`body-${id}`, draft?.text ?? ''] as const,
      [`wording-${id}`, draft?.proposal ?? ''] as const,
      ...said,
    ];
  });
  return {
    type: 'doc',
    content: parts
      .filter(([, text]) => text !== '')
      .map(([id, text]) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })),
  };
}

/** The document to write into, once there is something to show: from the server or from this device. */
export function useOpenRoom() {
  const room = useContext(RoomContext);
  return room && room.state.phase === 'open' && !room.state.newer
    ? { session: room.session, writes: room.state.access !== 'read' && room.state.access !== 'none' }
    : null;
}
