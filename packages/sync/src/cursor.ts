/** A Yjs relative position as JSON: the only shapes an editor's cursor has. */
type Position = {
  type?: { client: number; clock: number } | null;
  tname?: string | null;
  item?: { client: number; clock: number } | null;
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
  const position: Position = {};
  for (const field of ['type', 'item'] as const) {
    const id = value[field];
    if (id === undefined) continue;
    if (id === null) position[field] = null;
    else if (isRecord(id) && isClock(id.client) && isClock(id.clock)) {
      position[field] = { client: id.client, clock: id.clock };
    } else return null;
  }
  const { tname, assoc } = value;
  if (tname === null || (typeof tname === 'string' && tname.length <= 100)) position.tname = tname;
  else if (tname !== undefined) return null;
  if (Number.isInteger(assoc)) position.assoc = Number(assoc) < 0 ? -1 : 0;
  return position;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isClock(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
