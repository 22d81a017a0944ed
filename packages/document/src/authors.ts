import * as Y from 'yjs';

/** Per Yjs client, in rising order: up to which clock somebody wrote; null is the server itself. Plain data. */
export type Authors = Readonly<Record<string, readonly (readonly [end: number, personId: string | null])[]>>;

export type AuthoredUpdate = { readonly update: Uint8Array; readonly personId: string | null };

/** Adds rows of a log, in order, to what is known already. Whoever first committed a character wrote it: rows may repeat. */
export function withAuthors(known: Authors, rows: Iterable<AuthoredUpdate>): Authors {
  const authors = new Map(Object.entries(known).map(([client, runs]) => [client, [...runs]]));
  for (const { update, personId } of rows) {
    for (const { id, length } of Y.decodeUpdate(update).structs) {
      const client = String(id.client);
      const runs = authors.get(client) ?? [];
      authors.set(client, runs);
      const last = runs.at(-1);
      const end = id.clock + length;
      if (end <= (last?.[0] ?? 0)) continue;
      if (last && last[1] === personId) runs[runs.length - 1] = [end, personId];
      else runs.push([end, personId]);
    }
  }
  return Object.fromEntries(authors);
}

/** Who wrote what has this id in Yjs; null is the server, or nobody known. */
export function authorOf(authors: Authors, client: number, clock: number): string | null {
  return authors[String(client)]?.find(([end]) => clock < end)?.[1] ?? null;
}
