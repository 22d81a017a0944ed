import { useEffect, useState } from 'react';
import * as Y from 'yjs';
import { peopleOf, type Person, type Presence } from '../platform/sync/presence';

/** Which draft each colleague's cursor stands in. */
export function useDraftPeople(
  doc: Y.Doc | null,
  presence: Presence | null,
): ReadonlyMap<string, readonly Person[]> {
  const [people, setPeople] = useState<ReadonlyMap<string, readonly Person[]>>(new Map());
  useEffect(() => {
    if (!doc || !presence) return;
    const look = () => setPeople((known) => sameOr(known, peopleByDraft(doc, presence)));
    look();
    presence.on('change', look);
    return () => presence.off('change', look);
  }, [doc, presence]);
  return people;
}

function peopleByDraft(doc: Y.Doc, presence: Presence): Map<string, Person[]> {
  const found = new Map<string, Person[]>();
  for (const person of presence.others()) {
    const draftId = draftAt(doc, presence.states.get(person.clientId)?.['cursor']);
    if (draftId !== null) found.set(draftId, peopleOf([...(found.get(draftId) ?? []), person]));
  }
  return found;
}

/** The draft whose root a cursor stands under; cursors come from other browsers, so anything may be in them. */
export function draftAt(doc: Y.Doc, cursor: unknown): string | null {
  if (typeof cursor !== 'object' || cursor === null || !('head' in cursor)) return null;
  try {
    const head = Y.createRelativePositionFromJSON(cursor.head);
    const at = Y.createAbsolutePositionFromRelativePosition(head, doc);
    let type: { readonly _item: Y.Item | null; readonly parent: unknown } | null = at?.type ?? null;
    while (type?._item) type = type._item.parent as typeof type;
    const root = [...doc.share].find(([, shared]) => (shared as unknown) === type)?.[0];
    return root === undefined ? null : root.slice(root.indexOf('/') + 1);
  } catch {
    return null;
  }
}

function sameOr<M extends ReadonlyMap<string, readonly Person[]>>(known: M, now: M): M {
  const said = (people: M) =>
    JSON.stringify([...people].map(([id, here]) => [id, here.map(({ clientId }) => clientId)]));
  return said(known) === said(now) ? known : now;
}
