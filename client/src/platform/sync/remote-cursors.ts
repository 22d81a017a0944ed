import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { DecorationAttrs } from '@tiptap/pm/view';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Presence } from './presence';
import './remote-cursors.css';

/** Hues of the twelve colours that the server hands out, 30° apart. */
const hueOf = (colour: number) => `--cursor-hue: ${(colour % 12) * 30}`;

/** Milliseconds for which a name stays beside a cursor that has moved. */
const named = 4000;

/** Where the others are: a caret with name and institution, and their selection. */
export const RemoteCursors = Extension.create<{ presence: Presence | null }>({
  name: 'remoteCursors',
  addOptions: () => ({ presence: null }),
  addProseMirrorPlugins() {
    const { presence } = this.options;
    if (!presence) return [];
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- the library declares its plugins as `any`
    const cursors: Plugin = yCursorPlugin(presence, { cursorBuilder, selectionBuilder });
    return [
      cursors,
      new Plugin({
        key: new PluginKey('cursorNames'),
        view: (view) => showNamesOfMoving(presence, view.dom),
      }),
    ];
  },
});

/** What `Presence` says of somebody; the plugin hands it on untyped. */
type User = { readonly name: string; readonly organisation?: string; readonly colour?: number };

function cursorBuilder(user: User, clientId: number): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'cursor';
  caret.dataset['client'] = String(clientId);
  caret.setAttribute('style', hueOf(user.colour ?? 0));
  const name = document.createElement('span');
  name.className = 'cursor-name';
  name.textContent = [user.name, user.organisation].filter(Boolean).join(' · ');
  // Word joiners keep the caret on the line of the words around it.
  caret.append('\u2060', name, '\u2060');
  return caret;
}

function selectionBuilder(user: User): DecorationAttrs {
  return { class: 'cursor-selection', style: hueOf(user.colour ?? 0) };
}

function showNamesOfMoving(presence: Presence, root: HTMLElement) {
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const mark = (clientId: number, moving: boolean) => {
    for (const caret of root.querySelectorAll<HTMLElement>(`.cursor[data-client='${clientId}']`)) {
      caret.toggleAttribute('data-moving', moving);
    }
  };
  const onChange = ({ added, updated }: { added: number[]; updated: number[] }) => {
    for (const clientId of [...added, ...updated]) {
      if (clientId === presence.clientID) continue;
      clearTimeout(timers.get(clientId));
      // The cursor plugin draws after it has heard of the same change.
      requestAnimationFrame(() => mark(clientId, true));
      timers.set(
        clientId,
        setTimeout(() => mark(clientId, false), named),
      );
    }
  };
  presence.on('change', onChange);
  return {
    destroy: () => {
      presence.off('change', onChange);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
