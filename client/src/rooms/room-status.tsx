import { useText } from '../i18n/provider';
import { useLeaveQuestion } from '../platform/sync/leave-question';
import { Notices } from '../platform/sync/notices';
import { People } from '../platform/sync/people';
import { SaveChip, useSaveState } from '../platform/sync/save-chip';
import type { SyncedDocument } from '../platform/sync/use-synced-document';
import { useState } from 'react';
import { EmptyState } from '../ui/state';
import { UnsentDrafts } from './unsent-drafts';
import styles from './desk.module.css';

/** Am I saved, who else is here, and what stands between the drafts and the server. */
export function RoomStatus({ room }: { readonly room: SyncedDocument }) {
  const t = useText();
  const { state, session } = room;
  const save = useSaveState(state.save);
  const unsaved = state.save.unsavedSince !== null;
  const [unsentShown, setUnsentShown] = useState(false);
  // What this device keeps is sent when it comes back: only a page that keeps nothing may lose something.
  useLeaveQuestion(unsaved && state.kept === 'page');
  if (state.phase === 'refused') {
    return (
      <EmptyState icon="lock" title={t('rooms.refused')}>
        {t('rooms.refused.explain')}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.status}>
        <span className={styles.grow} />
        <People presence={session.presence} />
        {state.phase === 'open' && <SaveChip state={save} />}
      </div>
      <Notices
        section={state}
        save={save}
        onSignIn={room.signIn}
        onTryAgain={() => session.again()}
        onShowUnsent={() => setUnsentShown(true)}
      />
      {unsentShown && <UnsentDrafts room={room} onClose={() => setUnsentShown(false)} />}
    </>
  );
}
