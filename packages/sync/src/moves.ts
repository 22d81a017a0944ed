/**
 * Cursors that moved, without who they belong to. Who is here changes seldom and is long; where they are changes all
 * the time and is short. A client that says `asksForMoves` is told the one as presence and the other like this.
 */
import type { Cursor, Position } from './cursor.js';

export type Moves = {
  /** Of presence: what readers hold with a higher clock is newer. */
  readonly clock: number;
  readonly cursors: readonly { readonly clientId: number; readonly cursor: Cursor | null }[];
};

export const asksForMoves = '{"type":"moves"}';

/** One entry of a message, as text: `[client, anchor, head]`, without the head where it is the anchor. */
export function writeMove(clientId: number, cursor: Cursor | null): string {
  if (!cursor) return `[${clientId}]`;
  const anchor = writePosition(cursor.anchor);
  const head = writePosition(cursor.head);
  return anchor === head ? `[${clientId},${anchor}]` : `[${clientId},${anchor},${head}]`;
}

export function writeMoves(clock: number, moves: readonly string[]): string {
  return `{"type":"moves","clock":${clock},"cursors":[${moves.join()}]}`;
}

/** Null for other messages. What it returns came from the hub and is not checked any further. */
export function readMoves(text: string): Moves | null {
  if (!text.startsWith('{"type":"moves","clock":')) return null;
  const { clock, cursors } = JSON.parse(text) as {
    clock: number;
    cursors: [clientId: number, anchor?: Written, head?: Written][];
  };
  return {
    clock,
    cursors: cursors.map(([clientId, anchor, head]) => ({
      clientId,
      cursor: anchor ? { anchor: readWritten(anchor), head: readWritten(head ?? anchor) } : null,
    })),
  };
}

/** Beside an item, which nearly all positions have, as little as possible. */
type Written = [client: number, clock: number, assoc?: number] | Position;

function writePosition(position: Position): string {
  const { item, assoc } = position;
  if (!item) return JSON.stringify(position);
  return assoc ? `[${item.client},${item.clock},${assoc}]` : `[${item.client},${item.clock}]`;
}

function readWritten(written: Written): Position {
  if (!Array.isArray(written)) return written;
  const [client, clock, assoc] = written;
  return { item: { client, clock }, ...(assoc && { assoc }) };
}
