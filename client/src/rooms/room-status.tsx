import { useLocale, useText } from '../i18n/provider';
import { AsideDialog } from '../platform/sync/aside-dialog';
import { useLeaveQuestion } from '../platform/sync/leave-question';
import { Notices } from '../platform/sync/notices';
import { People } from '../platform/sync/people';
import { SaveChip, useSaveState } from '../platform/sync/save-chip';
import { UnsentDialog } from '../platform/sync/unsent-dialog';
import type { SyncedDocument } from '../platform/sync/use-synced-document';
import { useState } from 'react';
import { EmptyState } from '../ui/state';
import { roomContent } from './room';
import styles from './desk.module.css';

/** Am I saved, who else is here, and what stands between the drafts and the server. */
export function RoomStatus({ room }: { readonly room: SyncedDocument }) {
  const t = useText();
  const { state, session } = room;
  const save = useSaveState(state.save);
  const unsaved = state.save.unsavedSince !== null;
  const { locale } = useLocale();
  const [unsentShown, setUnsentShown] = useState(false);
  const [asideShown, setAsideShown] = useState(false);
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
        onShowAside={() => setAsideShown(true)}
      />
      {unsentShown && (
        <UnsentDialog
          doc={session.doc}
          contentOf={roomContent}
          language={locale}
          readStored={nothingStored}
          onClose={() => setUnsentShown(false)}
          onDiscard={() => {
            setUnsentShown(false);
            room.discard();
          }}
        />
      )}
      {asideShown && state.aside.length > 0 && (
        <AsideDialog
          texts={state.aside}
          language={locale}
          onClose={() => setAsideShown(false)}
          onDiscard={() => {
            for (const { id } of state.aside) void session.forgetAside(id);
            setAsideShown(false);
          }}
        />
      )}
    </>
  );
}

/** Drafts are compared with nothing: all of them are shown. */
const nothingStored = () => Promise.resolve(null);
