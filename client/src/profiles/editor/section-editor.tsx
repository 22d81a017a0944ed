import { localeNames } from '@concord/locale';
import type { Editor } from '@tiptap/core';
import { useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { LateWords, useText } from '../../i18n/provider';
import { useViewer } from '../../platform/session';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Skeleton } from '../../ui/progress';
import { EmptyState } from '../../ui/state';
import type { SectionEditorProps } from '../editor-seam';
import { placeAt } from '../reading-place';
import { EditorSurface } from './editor-surface';
import { isAtRisk, useLeaveQuestion } from '../../platform/sync/leave-question';
import { useCoveredPage } from './covered-page';
import { AsideDialog } from '../../platform/sync/aside-dialog';
import { reinsert } from '../../platform/sync/reinsert';
import { Notices } from '../../platform/sync/notices';
import { People } from '../../platform/sync/people';
import { SaveChip, useSaveState } from '../../platform/sync/save-chip';
import type { SaveFacts } from '../../platform/sync/acknowledgements';
import type { SaveState } from '../../platform/sync/save-state';
import { UnsentDialog } from '../../platform/sync/unsent-dialog';
import { useSyncedDocument, type SyncedDocument } from '../../platform/sync/use-synced-document';
import { useStoredText } from './use-stored-text';
import styles from './section-editor.module.css';

/** Covers the page with the section's text, to be changed together with whoever else has it open. */
export default function SectionEditor(props: SectionEditorProps) {
  const viewer = useViewer();
  // Who began goes on: a session that ends meanwhile must not take the text off the screen.
  const [personId] = useState(viewer?.person.id ?? null);
  if (personId === null) return null;
  return createPortal(
    <LateWords feature="platform/sync">
      <LateWords feature="profiles/editor">
        <EditingPage {...props} personId={personId} />
      </LateWords>
    </LateWords>,
    document.body,
  );
}

const nothingSaved: SaveFacts = { unsavedSince: null, settled: false, refused: false, savedAt: null };

function EditingPage({ variant, onClose, personId }: SectionEditorProps & { readonly personId: string }) {
  const { documentName, title, language } = variant;
  const t = useText();
  const heading = useId();
  const page = useRef<HTMLElement>(null);
  const [startAt] = useState(blockInView);
  useCoveredPage();
  useEffect(() => page.current?.focus(), []);

  const section = useSyncedDocument(documentName, personId);
  const readStored = useStoredText(documentName);
  const facts = section?.state.save ?? nothingSaved;
  const unsaved = facts.unsavedSince !== null;
  const counted = useSaveState(facts);
  const signedOut = section?.state.signedOut ?? false;
  // Nobody is reconnecting while the server waits for a password.
  const save: SaveState = signedOut && unsaved ? { kind: 'notSaved', reason: 'offline' } : counted;
  useLeaveQuestion(section !== null && isAtRisk(section.state));
  const [unsentShown, setUnsentShown] = useState(false);
  const [asideShown, setAsideShown] = useState(false);
  const [editor, setEditor] = useState<Editor | null>(null);
  const leaving = useLeaving(unsaved, save.kind === 'notSaved', onClose);

  const phase = section?.state.phase ?? 'loading';
  const access = section?.state.access;
  // What a newer program wrote is safe as long as no editor of this one is bound to it.
  const shown = section && phase === 'open' && !section.state.newer ? section.session : null;
  const editable = access !== 'read' && access !== 'none';
  const notices = section && (
    <Notices
      section={section.state}
      save={save}
      onSignIn={section.signIn}
      onTryAgain={() => section.session.again()}
      onShowUnsent={() => setUnsentShown(true)}
      onShowAside={() => setAsideShown(true)}
    />
  );
  return (
    <section
      ref={page}
      className={styles.page}
      role="dialog"
      aria-modal="true"
      aria-labelledby={heading}
      tabIndex={-1}
    >
      <header className={styles.head}>
        <Button
          size="small"
          look="primary"
          icon="check"
          busy={leaving.state === 'waiting'}
          onClick={leaving.leave}
        >
          {t('editor.done')}
        </Button>
        <h1 id={heading} className={styles.title}>
          {t('editor.name', { title })}
        </h1>
        <abbr className={styles.language} title={localeNames[language]}>
          {language}
        </abbr>
        <span className={styles.space} />
        {section && <People presence={section.session.presence} />}
        {section && phase === 'open' && (unsaved || !signedOut) && <SaveChip state={save} />}
      </header>
      {shown ? (
        <EditorSurface
          key={shown.doc.guid}
          session={shown}
          editable={editable}
          title={title}
          language={language}
          startAt={startAt}
          onEditor={setEditor}
        />
      ) : (
        <div className={styles.waiting}>
          {phase === 'refused' ? (
            <EmptyState icon="lock" title={t('editor.refused')}>
              {t('editor.refused.explain')}
            </EmptyState>
          ) : section && (signedOut || section.state.newer) ? (
            notices
          ) : phase === 'reaching' ? (
            <EmptyState icon="offline" title={t('editor.reaching')}>
              {t('editor.reaching.explain')}
            </EmptyState>
          ) : (
            <Skeleton lines={9} label={t('editor.loading')} />
          )}
        </div>
      )}
      {/* Below: what happens there must not move the words under somebody's hands. */}
      {shown && <div className={styles.notices}>{notices}</div>}
      {section && unsentShown && (
        <UnsentDialog
          doc={section.session.doc}
          language={language}
          readStored={readStored}
          onClose={() => setUnsentShown(false)}
          onDiscard={() => {
            setUnsentShown(false);
            section.discard();
          }}
        />
      )}
      {section && asideShown && section.state.aside.length > 0 && (
        <AsideDialog
          texts={section.state.aside}
          language={language}
          onClose={() => setAsideShown(false)}
          onInsert={
            editor && editable
              ? () => {
                  for (const text of section.state.aside) reinsert(editor, text);
                  dropAside(section);
                  setAsideShown(false);
                }
              : undefined
          }
          onDiscard={() => {
            dropAside(section);
            setAsideShown(false);
          }}
        />
      )}
      {leaving.state === 'asking' && (
        <Dialog
          open
          size="small"
          title={t('editor.leave.title')}
          onClose={leaving.stay}
          actions={
            <>
              <Button onClick={onClose}>{t('editor.leave.go')}</Button>
              <Button look="primary" onClick={leaving.stay} data-autofocus>
                {t('editor.leave.stay')}
              </Button>
            </>
          }
        >
          <p>{t(`editor.leave.${section?.state.kept ?? 'page'}`)}</p>
        </Dialog>
      )}
    </section>
  );
}

/** Put in again, or not wanted any more. */
function dropAside({ session, state }: SyncedDocument): void {
  for (const { id } of state.aside) void session.forgetAside(id);
}

/** Leaves at once when all is saved; waits for what is under way; asks when waiting does not help. */
function useLeaving(unsaved: boolean, stuck: boolean, onLeave: () => void) {
  const [state, setState] = useState<'staying' | 'waiting' | 'asking'>('staying');
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  if (state === 'waiting' && unsaved && stuck) setState('asking');
  useEffect(() => {
    if (state !== 'staying' && !unsaved) leave.current();
  }, [state, unsaved]);
  return {
    state,
    leave: () => (unsaved ? setState('waiting') : onLeave()),
    stay: () => setState('staying'),
  };
}

/** The block that a reader has at the top of the window, read before the editor covers the page. */
function blockInView(): string | null {
  const text = document.querySelector('#root .document');
  const pageHeader = 80;
  // At its beginning one reads the title, not the first line below the page's header.
  if (!text || text.getBoundingClientRect().top > 0) return null;
  return placeAt(text, pageHeader)?.blockId ?? null;
}
