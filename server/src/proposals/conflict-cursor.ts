import { isId } from '../platform/ids.js';

/** Where a conflict stands in the list: its section, the place of its words, its id. */
export type ConflictPlace = readonly [ordinal: number, place: number, id: string];

export const writeCursor = (place: ConflictPlace): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** A cursor that wasn't made here starts the list anew rather than failing the page. */
export function readCursor(cursor: string): ConflictPlace | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [ordinal, place, id] = Array.isArray(value) ? (value as unknown[]) : [];
    if (!Number.isSafeInteger(ordinal) || !Number.isSafeInteger(place)) return null;
    return typeof id === 'string' && isId(id) ? [Number(ordinal), Number(place), id] : null;
  } catch {
    return null;
  }
}

export const comparePlaces = (one: ConflictPlace, other: ConflictPlace): number =>
  one[0] - other[0] || one[1] - other[1] || (one[2] < other[2] ? -1 : one[2] > other[2] ? 1 : 0);
