import type { Editor } from '@tiptap/core';
import type { DocumentSession } from './document-session';

/**
 * Takes the editor off the text as soon as that holds parts of a newer program: its binding would delete them, for
 * everybody. Returns how to stop watching.
 */
export function letGoOfNewer(session: DocumentSession, editor: Editor): () => void {
  return session.state.subscribe(() => {
    if (session.state.get().newer) editor.destroy();
  });
}
