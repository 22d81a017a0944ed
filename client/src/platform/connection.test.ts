import { expect, test } from 'vitest';
import { stateOf } from './connection';

test('[UI3] the device being offline is said as such, whatever the sockets think', () => {
  expect(stateOf({ device: false, socket: true, requests: true })).toBe('offline');
});

test('[UI3] one silent way to the server is enough to say "reconnecting"', () => {
  expect(stateOf({ device: true, socket: false, requests: true })).toBe('reconnecting');
  expect(stateOf({ device: true, socket: true, requests: false })).toBe('reconnecting');
  expect(stateOf({ device: true, socket: true, requests: true })).toBe('online');
});
