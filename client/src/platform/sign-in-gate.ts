import { createStore } from './store';

/**
 * Holds the requests that were refused because the session has ended, while a dialog asks for the password again.
 * What was typed stays where it is; the requests go out once the same person is back.
 */
export type SignInGate = {
  /** True while somebody has to sign in again. */
  readonly asked: { readonly get: () => boolean; readonly subscribe: (listener: () => void) => () => void };
  /** Only a person who was signed in on this page is asked; before that, a refusal is an ordinary answer. */
  readonly guard: (active: boolean) => void;
  /** Resolves to whether to try again. */
  readonly wait: () => Promise<boolean>;
  readonly settle: (again: boolean) => void;
};

export function createSignInGate(): SignInGate {
  const asked = createStore(false);
  let guarding = false;
  let waiting: ((again: boolean) => void)[] = [];
  return {
    asked,
    guard: (active) => {
      guarding = active;
    },
    wait: () => {
      if (!guarding) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting.push(resolve);
        asked.set(true);
      });
    },
    settle: (again) => {
      const settled = waiting;
      waiting = [];
      asked.set(false);
      for (const resolve of settled) resolve(again);
    },
  };
}
