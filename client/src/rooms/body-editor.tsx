import { limits } from '@concord/consultation';
import { richTextExtensions } from '@concord/document/rich-extensions';
import { bodyRoot } from '@concord/document/room';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { Collaboration } from '@tiptap/extension-collaboration';
import type { EditorView } from '@tiptap/pm/view';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useId, useState } from 'react';
import { useText } from '../i18n/provider';
import type { DocumentSession } from '../platform/sync/document-session';
import { letGoOfNewer } from '../platform/sync/let-go';
import { RemoteCursors } from '../platform/sync/remote-cursors';
import { BodyTools } from './body-tools';
import { Icon } from '../ui/icon';
import styles from './desk.module.css';

type BodyEditorProps = { readonly session: DocumentSession; readonly comment: Comment };

/** What the comment says, typed together with colleagues: paragraphs, lists, bold, italic, links. */
export function BodyEditor({ session, comment }: BodyEditorProps) {
  const t = useText();
  const label = useId();
  const [tooLong, setTooLong] = useState(false);
  const refuse = ({ state: { doc } }: EditorView, event: Event, pasted: DataTransfer | null): boolean => {
    const over = (pasted?.getData('text/plain').length ?? 0) + doc.textContent.length > limits.body.max;
    setTooLong(over);
    if (over) event.preventDefault();
    return over;
  };
  const editor = useEditor(
    {
      extensions: [
        ...richTextExtensions,
        Collaboration.configure({ document: session.doc, field: bodyRoot(comment.id) }),
        RemoteCursors.configure({ presence: session.presence }),
      ],
      injectCSS: false,
      editorProps: {
        attributes: {
          class: styles.body ?? '',
          lang: comment.language,
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-labelledby': label,
          spellcheck: 'true',
        },
        handleKeyDown: () => {
          setTooLong(false);
          return false;
        },
        // [UI20] A megabyte on the clipboard is no comment: it is refused whole, before anything is read of it, and what
        // stands here stays.
        handleDOMEvents: {
          paste: (view, event) => refuse(view, event, event.clipboardData),
          // What is drawn from one place of it to another adds nothing.
          drop: (view, event) => view.dragging === null && refuse(view, event, event.dataTransfer),
        },
      },
    },
    [session, comment.id],
  );
  useEffect(() => letGoOfNewer(session, editor), [session, editor]);
  return (
    <div className={styles.part}>
      <p id={label} className={styles.label}>
        {t('rooms.body')}
      </p>
      <div className={styles.editor}>
        <BodyTools editor={editor} />
        <EditorContent editor={editor} />
      </div>
      {tooLong && (
        <p role="alert" className={styles.problem}>
          <Icon name="refused" size={14} /> {t('ui.tooLongToPaste', { most: limits.body.max })}
        </p>
      )}
    </div>
  );
}
