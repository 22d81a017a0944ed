import { createStore, useStore } from './store';

/** `offline`: the device says so. `reconnecting`: the device is fine, the server does not answer yet. */
export type ConnectionState = 'online' | 'reconnecting' | 'offline';

type Facts = { readonly device: boolean; readonly socket: boolean; readonly requests: boolean };

const facts = createStore<Facts>({
  device: typeof navigator === 'undefined' || navigator.onLine,
  socket: true,
  requests: true,
});

export function stateOf({ device, socket, requests }: Facts): ConnectionState {
  if (!device) return 'offline';
  return socket && requests ? 'online' : 'reconnecting';
}

function note(fact: keyof Facts, up: boolean): void {
  if (facts.get()[fact] !== up) facts.set({ ...facts.get(), [fact]: up });
}

/** Told by whoever talks to the server; nobody else guesses. */
export const connection = {
  state: (): ConnectionState => stateOf(facts.get()),
  socketIs: (up: boolean) => note('socket', up),
  requestsAre: (up: boolean) => note('requests', up),
  deviceIs: (up: boolean) => note('device', up),
  subscribe: facts.subscribe,
};

export const useConnection = (): ConnectionState => stateOf(useStore(facts));

/** Call once. */
export function watchDevice(): void {
  window.addEventListener('online', () => connection.deviceIs(true));
  window.addEventListener('offline', () => connection.deviceIs(false));
}
