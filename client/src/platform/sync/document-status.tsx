import type { DocumentJson } from '@concord/document/model';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type * as Y from 'yjs';
import { useLocale } from '../../i18n/provider';
import { AsideDialog } from './aside-dialog';
import { useLeaveQuestion } from './leave-question';
import { Notices } from './notices';
import { People } from './people';
import { SaveChip, useSaveState } from './save-chip';
import { UnsentDialog } from './unsent-dialog';
import type { SyncedDocument } from './use-synced-document';
import styles from './sync.module.css';

type DocumentStatusProps = {
  readonly opened: SyncedDocument;
  /** What of it a person would read. */
  readonly contentOf: (doc: Y.Doc) => DocumentJson;
  /** Before who is here and whether it is saved. */
  readonly children?: ReactNode;
};

/** Am I saved, who else is here, and what stands between what is typed and the server. */
export function DocumentStatus({ opened, contentOf, children }: DocumentStatusProps) {
  const { state, session } = opened;
  const save = useSaveState(state.save);
  const unsaved = state.save.unsavedSince !== null;
  const { locale } = useLocale();
  const [unsentShown, setUnsentShown] = useState(false);
  const [asideShown, setAsideShown] = useState(false);
  // What this device keeps is sent when it comes back: only a page that keeps nothing may lose something.
  useLeaveQuestion(unsaved && state.kept === 'page');
  return (
    <>
      <div className={styles.status}>
        <span className={styles.grow}>{children}</span>
        <People presence={session.presence} />
        {state.phase === 'open' && <SaveChip state={save} />}
      </div>
      <Notices
        section={state}
        save={save}
        onSignIn={opened.signIn}
        onTryAgain={() => session.again()}
        onShowUnsent={() => setUnsentShown(true)}
        onShowAside={() => setAsideShown(true)}
      />
      {unsentShown && (
        <UnsentDialog
          doc={session.doc}
          contentOf={contentOf}
          language={locale}
          readStored={nothingStored}
          onClose={() => setUnsentShown(false)}
          onDiscard={() => {
            setUnsentShown(false);
            opened.discard();
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

/** Compared with nothing: all of it is shown. */
const nothingStored = () => Promise.resolve(null);
