import { useText } from '../i18n/provider';
import { DocumentStatus } from '../platform/sync/document-status';
import type { SyncedDocument } from '../platform/sync/use-synced-document';
import { EmptyState } from '../ui/state';
import { roomContent } from './room';

export function RoomStatus({ room }: { readonly room: SyncedDocument }) {
  const t = useText();
  if (room.state.phase !== 'refused') return <DocumentStatus opened={room} contentOf={roomContent} />;
  return (
    <EmptyState icon="lock" title={t('rooms.refused')}>
      {t('rooms.refused.explain')}
    </EmptyState>
  );
}
