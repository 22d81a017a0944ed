import { describe, expect, test } from 'vitest';
import {
  commentMoves,
  isInHand,
  isOfficial,
  isPrivate,
  mayMove,
  mayUndergo,
  openStatuses,
  type CommentAct,
} from './moves.js';
import { commentStatuses, type CommentStatus } from './words.js';

/** The whole life in one picture: rows go to columns; a letter names the act, a dot says never. */
const picture = `
                 draft internal_review cleared under_review decided acknowledged returned withdrawn merged set_aside
draft            .     s               c       .            .       .            .        .         .      x
internal_review  .     .               c       .            .       .            r        .         .      x
cleared          .     .               .       td           d       .            .        w         d      .
under_review     .     .               .       d            d       .            .        w         d      .
decided          .     .               .       o            .       a            .        .         .      .
acknowledged     .     .               .       o            .       .            .        .         .      .
returned         .     s               .       .            .       .            .        .         .      x
withdrawn        .     .               .       .            .       .            .        .         .      .
merged           .     .               .       o            .       .            .        .         .      .
set_aside        .     .               .       .            .       .            .        .         .      .
`;

const acts: Record<string, CommentAct> = {
  s: 'submit',
  r: 'return',
  x: 'set_aside',
  c: 'clear',
  t: 'take_up',
  d: 'decide',
  w: 'withdraw',
  a: 'acknowledge',
  o: 'reopen',
};

const drawn = picture
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const columns = drawn[0] ?? [];
const pairs = drawn
  .slice(1)
  .flatMap(([from = '', ...cells]) =>
    cells.map((cell, index) => ({ from, to: columns[index] ?? '', letters: cell === '.' ? [] : [...cell] })),
  );
const status = (word: string): CommentStatus => {
  const found = commentStatuses.find((known) => known === word);
  if (found === undefined) throw new Error(`The picture draws an unknown status: ${word}`);
  return found;
};

describe('the life of a comment', () => {
  test('[CM1] the picture holds every pair of statuses', () => {
    expect(pairs).toHaveLength(commentStatuses.length ** 2);
    expect(new Set(pairs.map(({ from, to }) => `${status(from)}>${status(to)}`)).size).toBe(100);
  });

  test.each(pairs)('[CM1] $from to $to only as drawn', ({ from, to, letters }) => {
    expect(mayMove(status(from), status(to))).toBe(letters.length > 0);
    const taken = Object.values(acts).filter((act) => mayMove(status(from), status(to), act));
    expect(new Set(taken)).toEqual(new Set(letters.map((letter) => acts[letter])));
  });

  test('[CM2] nothing leaves the organisation but by clearing', () => {
    const exits = commentMoves.filter((move) => isPrivate(move.from) && isOfficial(move.to));
    expect(new Set(exits.map((move) => move.act))).toEqual(new Set(['clear']));
    expect(new Set(exits.map((move) => move.to))).toEqual(new Set(['cleared']));
  });

  test('[CM2] nothing official becomes private again', () => {
    expect(commentMoves.filter((move) => isOfficial(move.from) && isPrivate(move.to))).toEqual([]);
  });

  test('[CM3] a decided, merged, acknowledged or withdrawn comment is not decided again without reopening', () => {
    expect(commentStatuses.filter((word) => mayUndergo('decide', word))).toEqual(['cleared', 'under_review']);
    expect(mayMove('decided', 'under_review', 'decide')).toBe(false);
    expect(mayMove('decided', 'under_review', 'reopen')).toBe(true);
  });

  test('[CM4] withdrawing ends a comment', () => {
    expect(commentMoves.filter((move) => move.from === 'withdrawn')).toEqual([]);
  });

  test('[CE3] what was set aside inside its organisation stays there for ever', () => {
    expect(commentMoves.filter((move) => move.from === 'set_aside')).toEqual([]);
    expect(isPrivate('set_aside')).toBe(true);
  });

  test('[CM1] each status is private or official, and open means waiting for a decision', () => {
    expect(commentStatuses.filter(isPrivate)).toEqual(['draft', 'internal_review', 'returned', 'set_aside']);
    expect(commentStatuses.filter(isInHand)).toEqual(['draft', 'internal_review', 'returned']);
    expect(commentStatuses.filter((word) => isPrivate(word) === isOfficial(word))).toEqual([]);
    expect(openStatuses).toEqual(['cleared', 'under_review']);
  });

  test('[CM1] no move is listed twice', () => {
    const keys = commentMoves.map((move) => `${move.act}:${move.from}>${move.to}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
