/**
 * A Yjs relative position as JSON: the only shapes an editor's cursor has, without what Yjs assumes anyway. An item
 * says it all; without one the type does, by id or by name.
 */
export type Position = {
  type?: { client: number; clock: number };
  tname?: string;
  item?: { client: number; clock: number };
  assoc?: number;
};

export type Cursor = { anchor: Position; head: Position };

/**
 * Rebuilds a cursor from what a client sent, field by field: whatever else it sent does not reach anyone.
 * `null` means "no cursor", also for anything that is not one.
 */
export function readCursor(value: unknown): Cursor | null {
  if (!isRecord(value)) return null;
  const anchor = readPosition(value.anchor);
  const head = readPosition(value.head);
  return anchor && head ? { anchor, head } : null;
}

function readPosition(value: unknown): Position | null {
  if (!isRecord(value)) return null;
  const type = readId(value.type);
  const item = readId(value.item);
  const tname = value.tname ?? null;
  if (type === undefined || item === undefined) return null;
  if (tname !== null && (typeof tname !== 'string' || tname.length > 100)) return null;
  const assoc = Number.isInteger(value.assoc) && Number(value.assoc) < 0 ? { assoc: -1 } : {};
  if (item) return { item, ...assoc };
  return { ...(type && { type }), ...(tname !== null && { tname }), ...assoc };
}

/** Null if there is none, undefined for something else than an id. */
function readId(value: unknown): { client: number; clock: number } | null | undefined {
  if (value === undefined || value === null) return null;
  if (!isRecord(value) || !isClock(value.client) || !isClock(value.clock)) return undefined;
  return { client: value.client, clock: value.clock };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isClock(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
