import type { Locale } from '@concord/locale';
import type { Role } from '@concord/consultation';
import { useEffect } from 'react';
import { createStore, useStore } from '../platform/store';

type LocalText = Readonly<Record<Locale, string>>;

export type DemoPerson = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly organisation: {
    readonly code: string;
    readonly name: LocalText;
    readonly abbreviation: LocalText | string;
  };
  readonly function: string;
  readonly locale: Locale;
};

/** `off`: this installation is no demonstration, and the page does not exist. */
export type Demo =
  | { readonly state: 'unknown' }
  | { readonly state: 'off' }
  | { readonly state: 'failed' }
  | { readonly state: 'on'; readonly people: readonly DemoPerson[] };

const demo = createStore<Demo>({ state: 'unknown' });

export async function lookForDemo(): Promise<void> {
  try {
    const response = await fetch('/demo/people', { headers: { accept: 'application/json' } });
    if (response.status === 404) demo.set({ state: 'off' });
    else if (!response.ok) demo.set({ state: 'failed' });
    else demo.set({ state: 'on', people: (await response.json()) as readonly DemoPerson[] });
  } catch {
    demo.set({ state: 'failed' });
  }
}

export function useDemo(): Demo {
  const state = useStore(demo);
  useEffect(() => {
    if (demo.get().state === 'unknown') void lookForDemo();
  }, []);
  return state;
}

/** False when the server did not let the person in. */
export async function enterDemo(personId: string): Promise<boolean> {
  try {
    const response = await fetch('/demo/enter', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-concord': '1' },
      body: JSON.stringify({ personId }),
    });
    return response.ok;
  } catch {
    return false;
  }
}
