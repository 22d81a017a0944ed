import { placesOf } from '../platform/places.js';

/** Where a conflict stands in the list: its section, the place of its words, its id. */
export type ConflictPlace = readonly [ordinal: number, place: number, id: string];

export const conflictPlaces = placesOf<ConflictPlace>('conflicts');

export const comparePlaces = (one: ConflictPlace, other: ConflictPlace): number =>
  one[0] - other[0] || one[1] - other[1] || (one[2] < other[2] ? -1 : one[2] > other[2] ? 1 : 0);
