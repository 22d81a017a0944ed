import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useText } from '../../i18n/provider';
import { VisuallyHidden } from '../../ui/visually-hidden';
import type { AnnotationWords } from './annotations';
import { newNoteId, sectionExtensions } from './extensions';
import { LinkDialog } from './link-dialog';
import type { DocumentSession } from '../../platform/sync/document-session';
import { letGoOfNewer } from '../../platform/sync/let-go';
import { Toolbar, type ToolbarHandle } from './toolbar';
import styles from './section-editor.module.css';
import '../document.css';
import './editor.css';

type EditorSurfaceProps = {
  readonly session: DocumentSession;
  readonly editable: boolean;
  readonly title: string;
  readonly language: string;
  /** The block that was in view before. */
  readonly startAt: string | null;
  /** The editor, once it is there; null when it is gone. */
  readonly onEditor?: (editor: Editor | null) => void;
};

/** The tools and the text, set as readers will see it. */
export function EditorSurface({ session, editable, title, language, startAt, onEditor }: EditorSurfaceProps) {
  const t = useText();
  const hint = useId();
  const toolbar = useRef<ToolbarHandle>(null);
  const [linking, setLinking] = useState(false);
  const words = useMemo<AnnotationWords>(
    () => ({
      finding: (kind) => t(`profiles.finding.${kind}`),
      note: (number) => t('profiles.notes.mark', { number }),
      emptyNote: t('editor.note.empty'),
      emptyCaption: t('editor.table.caption'),
    }),
    [t],
  );
  const editor = useEditor(
    {
      extensions: sectionExtensions({
        doc: session.doc,
        presence: session.presence,
        words,
        newId: newNoteId,
        onToolbar: () => toolbar.current?.focus(),
        onLink: () => setLinking(true),
      }),
      editable,
      injectCSS: false,
      editorProps: {
        attributes: {
          class: 'document section-text',
          lang: language,
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': t('editor.label', { title }),
          'aria-describedby': hint,
          spellcheck: 'true',
        },
        // Room for the tools above and a phone's keyboard below.
        scrollMargin: { top: 80, bottom: 80, left: 8, right: 8 },
        scrollThreshold: { top: 80, bottom: 80, left: 0, right: 0 },
      },
    },
    [session, words],
  );

  useEffect(() => letGoOfNewer(session, editor), [session, editor]);

  useEffect(() => {
    onEditor?.(editor);
    return () => onEditor?.(null);
  }, [editor, onEditor]);

  useEffect(() => {
    editor.setEditable(editable, false);
  }, [editor, editable]);

  useEffect(() => {
    const block = startAt && editor.view.dom.querySelector(`[data-block="${CSS.escape(startAt)}"]`);
    if (block) block.scrollIntoView({ block: 'start' });
    // A phone would cover half of the text with its keyboard before anybody has read a word.
    if (!window.matchMedia('(pointer: coarse)').matches) {
      const at = block ? editor.view.posAtDOM(block, 0) : 'start';
      editor.commands.focus(at, { scrollIntoView: false });
    }
  }, [editor, startAt]);

  return (
    <>
      {editable && <Toolbar ref={toolbar} editor={editor} onLink={() => setLinking(true)} />}
      <div className={styles.scroll}>
        <VisuallyHidden id={hint}>{t('editor.tools.hint')}</VisuallyHidden>
        <EditorContent editor={editor} className={styles.paper} />
      </div>
      {linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}
