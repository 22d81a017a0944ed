/**
 * Where a page of a list ends, given to whoever goes on reading it. It is signed for that person and that list: taken to
 * another list, another consultation or another person it leads nowhere, and neither does one that was made up. What it
 * says is theirs to read, for it is where something stands that they were shown.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RequestContext } from './context.js';
import { lostPlace } from './errors/lost-place.js';
import { keyFor } from './key-for.js';

export type Places = {
  sign(list: string, place: unknown): string;
  /** Undefined when it was not signed here for this list. */
  read(list: string, cursor: string): unknown;
};

const MARK = 12;

export function createPlaces(secret: string): Places {
  const key = keyFor(secret, 'place');
  const markOf = (list: string, place: string): Buffer =>
    createHmac('sha256', key).update(`${list}\n${place}`).digest().subarray(0, MARK);
  return {
    sign(list, place) {
      const text = JSON.stringify(place);
      return Buffer.concat([markOf(list, text), Buffer.from(text)]).toString('base64url');
    },
    read(list, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length <= MARK) return undefined;
      const text = bytes.subarray(MARK).toString();
      if (!timingSafeEqual(bytes.subarray(0, MARK), markOf(list, text))) return undefined;
      const place: unknown = JSON.parse(text);
      return place;
    },
  };
}

/** Of each list its name and what its places are made of; with what they are made of the name changes. */
export type PlacesOf<Place> = {
  readonly give: (ctx: RequestContext, of: string, place: Place) => string;
  /** [GQ10] Null: from the beginning. Throws for what is no place of this list, or not this reader's. */
  readonly take: (ctx: RequestContext, of: string, cursor: string | null) => Place | null;
};

export function placesOf<Place>(list: string): PlacesOf<Place> {
  const named = (of: string, { personId }: RequestContext): string => `${list} ${of} ${personId}`;
  return {
    give: (ctx, of, place) => ctx.services.places.sign(named(of, ctx), place),
    take(ctx, of, cursor) {
      if (cursor === null) return null;
      const place = ctx.services.places.read(named(of, ctx), cursor);
      if (place === undefined) throw lostPlace(ctx);
      return place as Place;
    },
  };
}
