import { createContext, useContext } from 'react';
import { useSyncedDocument } from '../platform/sync/use-synced-document';
import type { SyncedDocument } from '../platform/sync/use-synced-document';

/** The room's document while it is open; null until then. */
export const RoomContext = createContext<SyncedDocument | null>(null);

export const useRoomDocument = (documentName: string, personId: string): SyncedDocument | null =>
  useSyncedDocument(documentName, personId);

/** The document to write into, once there is something to show: from the server or from this device. */
export function useOpenRoom() {
  const room = useContext(RoomContext);
  return room && room.state.phase === 'open'
    ? { session: room.session, writes: room.state.access !== 'read' && room.state.access !== 'none' }
    : null;
}
