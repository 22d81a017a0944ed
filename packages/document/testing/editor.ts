import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { FRAGMENT } from '../src/name.js';
import { documentSchema } from '../src/schema.js';

/** An editor bound to a document the way y-tiptap binds one, without a browser. */
export class BoundEditor {
  private state!: EditorState;
  private meta!: ReturnType<typeof initProseMirrorDoc>['meta'];

  constructor(readonly doc: Y.Doc) {
    this.reload();
  }

  get content(): ProseMirrorNode {
    return this.state.doc;
  }

  /** What the binding does after an update from somebody else. */
  reload(): void {
    const { doc, meta } = initProseMirrorDoc(this.doc.getXmlFragment(FRAGMENT), documentSchema);
    this.meta = meta;
    this.state = EditorState.create({ doc });
  }

  edit(change: (transaction: Transaction) => Transaction): void {
    this.state = this.state.apply(change(this.state.tr));
    this.write(this.state.doc);
  }

  /** Writes a whole new content, reusing what it shares with the old one. */
  write(content: ProseMirrorNode): void {
    if (content !== this.state.doc) this.state = EditorState.create({ doc: content });
    this.doc.transact(() => {
      updateYFragment(this.doc, this.doc.getXmlFragment(FRAGMENT), content, this.meta);
    }, ySyncPluginKey);
  }
}

/** Everything each has goes to the other. */
export function exchange(one: Y.Doc, other: Y.Doc): void {
  const forOther = Y.encodeStateAsUpdate(one, Y.encodeStateVector(other));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
  Y.applyUpdate(other, forOther);
}
