import { describe, expect, test } from 'vitest';
import { bearerOf } from './bearer.js';
import { createOrigins } from './origin.js';

const origins = (change: Partial<Parameters<typeof createOrigins>[0]> = {}) =>
  createOrigins({ publicUrl: undefined, port: () => 4000, host: '127.0.0.1', extra: [], ...change });

describe('which pages may talk to the server', () => {
  test.each([
    ['http://localhost:4000', true],
    ['http://127.0.0.1:4000', true],
    ['http://[::1]:4000', true],
    ['https://localhost:4000', false],
    ['http://localhost:4001', false],
    ['http://localhost', false],
    ['http://localhost:4000.evil.example', false],
    ['http://evil.example', false],
    ['null', false],
    ['', false],
  ])('on its own machine: %s %s', (origin, accepted) => {
    expect(origins().accepts(origin, false)).toBe(accepted);
    expect(origins().accepts(origin, true)).toBe(accepted);
  });

  test('behind a proxy: the public address alone', () => {
    const behind = origins({ publicUrl: 'https://concord.example/path' });
    expect(behind.accepts('https://concord.example', false)).toBe(true);
    expect(behind.accepts('http://concord.example', false)).toBe(false);
    expect(behind.accepts('http://localhost:4000', false)).toBe(false);
    expect(behind.accepts('https://sub.concord.example', false)).toBe(false);
  });

  test('in development the page of the development server too', () => {
    expect(origins({ extra: ['http://localhost:5173'] }).accepts('http://localhost:5173', false)).toBe(true);
  });

  test('a program names no page, a browser always does', () => {
    expect(origins().accepts(undefined, true)).toBe(true);
    expect(origins().accepts(undefined, false)).toBe(false);
  });
});

test.each([
  ['Bearer x', 'x'],
  ['bearer x', 'x'],
  ['Bearer', ''],
  ['Bearer a b', 'a b'],
  ['Basic x', null],
  ['Bearerx', null],
  [undefined, null],
])('[AC4] who says %j is a program with token %j', (authorization, token) => {
  expect(bearerOf({ authorization })).toBe(token);
});
