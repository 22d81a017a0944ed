import { isRoomRoot, readChatter, readDraft } from '@concord/document/room';
import type { DraftText, Remark } from '@concord/document/room';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { useCallback, useRef, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';

/** Only then its words are those of the room; what lies with those who clear is locked. */
export const isWithDrafters = ({ status }: Pick<Comment, 'status'>): boolean =>
  status === 'draft' || status === 'returned';

export type { DraftText };

/** What stands in the room and not in the draft that lies with those who clear; null when it is the same. */
export function laterWords(
  { body, proposal }: Pick<Comment, 'body' | 'proposal'>,
  typed: Pick<DraftText, 'text' | 'proposal'>,
): { readonly body: string | null; readonly wording: string | null } | null {
  const later = {
    body: typed.text.trim() === body.trim() || typed.text.trim() === '' ? null : typed.text,
    wording: (typed.proposal ?? '') === (proposal ?? '') ? null : (typed.proposal ?? ''),
  };
  return later.body === null && (later.wording ?? '') === '' ? null : later;
}

/** Ids of the drafts that the room holds something of. */
export const draftIdsIn = (doc: Y.Doc): string[] => [
  ...new Set([...doc.share.keys()].filter(isRoomRoot).map((root) => root.slice(root.indexOf('/') + 1))),
];

/** What is read from the document now, and again after each change; the same value while it says the same. */
function useRead<Value>(doc: Y.Doc | null, read: (doc: Y.Doc) => Value): Value | null {
  const last = useRef<{ json: string; value: Value } | null>(null);
  const subscribe = useCallback(
    (changed: () => void) => {
      doc?.on('update', changed);
      return () => doc?.off('update', changed);
    },
    [doc],
  );
  return useSyncExternalStore(subscribe, () => {
    if (!doc) return null;
    const value = read(doc);
    const json = JSON.stringify(value);
    if (last.current?.json !== json) last.current = { json, value };
    return last.current.value;
  });
}

/** The words of one draft as they are typed; null while the room is not open or has not begun it. */
export const useDraftText = (doc: Y.Doc | null, draftId: string): DraftText | null =>
  useRead(doc, (room) => readDraft(room, draftId));

export const useChatter = (doc: Y.Doc | null, draftId: string): readonly Remark[] =>
  useRead(doc, (room) => readChatter(room, draftId)) ?? none;

const none: readonly Remark[] = [];
