import { readCursor } from './cursor.js';
import type { PresenceEntry } from './outgoing.js';

/** What one node says to the others about who is in a document. */
export type News = { readonly node: string } & (
  | { readonly is: 'here' }
  | { readonly is: 'leaving' }
  /** Tell me who is with you in this document, or in all. */
  | { readonly is: 'asking'; readonly document: string | null }
  | { readonly is: 'present'; readonly document: string; readonly entries: readonly PresenceEntry[] }
);

/** PostgreSQL carries 8000 bytes in a notification, its terminator included. */
const largestText = 7_000;

export function writeNews(
  node: string,
  news: { is: 'here' } | { is: 'leaving' } | { is: 'asking'; document: string | null },
): string {
  return JSON.stringify({ node, ...news });
}

/** Takes as many entries, in order, as one text holds; the others stay. One that never fits is left out. */
export function writePresent(node: string, document: string, entries: Map<number, PresenceEntry>): string {
  const start = `{"node":${JSON.stringify(node)},"is":"present","document":${JSON.stringify(document)},"entries":[`;
  const parts: string[] = [];
  let room = largestText - Buffer.byteLength(start) - 2;
  for (const [clientId, { clock, json }] of entries) {
    const part = `[${clientId},${clock},${json}]`;
    room -= Buffer.byteLength(part) + 1;
    if (room < 0 && parts.length > 0) break;
    entries.delete(clientId);
    if (room >= 0) parts.push(part);
  }
  return `${start}${parts.join(',')}]}`;
}

/** Null for whatever else somebody sends the same way. States are rebuilt field by field, like a client's. */
export function readNews(text: string): News | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(said) || typeof said.node !== 'string') return null;
  const { node, is, document } = said;
  if (is === 'here' || is === 'leaving') return { node, is };
  if (is === 'asking' && (document === null || typeof document === 'string')) return { node, is, document };
  if (is !== 'present' || typeof document !== 'string' || !isList(said.entries)) return null;
  const entries = said.entries.flatMap((entry) => readEntry(entry) ?? []);
  return { node, is, document, entries };
}

function readEntry(value: unknown): PresenceEntry | null {
  if (!isList(value)) return null;
  const [clientId, clock, state] = value;
  if (!Number.isSafeInteger(clientId) || !Number.isSafeInteger(clock)) return null;
  const at = { clientId: Number(clientId), clock: Number(clock) };
  if (state === null) return { ...at, json: 'null' };
  if (!isRecord(state) || !isRecord(state.user)) return null;
  const { name, organisation, color } = state.user;
  if (typeof name !== 'string' || typeof organisation !== 'string' || !Number.isSafeInteger(color))
    return null;
  const json = JSON.stringify({ user: { name, organisation, color }, cursor: readCursor(state.cursor) });
  return { ...at, json };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
