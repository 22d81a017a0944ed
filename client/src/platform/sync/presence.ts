import type { Moves } from '@concord/sync/moves';
import { Awareness } from 'y-protocols/awareness';

/** Somebody who has the section open. Name and organisation are the server's word, not the other browser's. */
export type Person = {
  readonly clientId: number;
  readonly name: string;
  readonly organisation: string;
  /** 0…11: the same person has the same one on every screen. */
  readonly colour: number;
};

/**
 * Who is here and where their cursor stands. The server sends colours as numbers of a palette; the cursor plugin warns
 * about everything that is not `#rrggbb`, so readers get one of that shape, and ours never look at it.
 */
export class Presence extends Awareness {
  override getStates(): Map<number, Record<string, unknown>> {
    return new Map(
      [...this.states].map(([clientId, state]) => {
        const person = personOf(clientId, state);
        return [clientId, person ? { ...state, user: { ...person, color: '#000000' } } : state];
      }),
    );
  }

  /** People whom the server has introduced are somewhere else now. */
  moved({ clock, cursors }: Moves, origin: unknown): void {
    const updated: number[] = [];
    for (const { clientId, cursor } of cursors) {
      const state = this.states.get(clientId);
      const known = this.meta.get(clientId);
      if (clientId === this.clientID || !state || !known || known.clock >= clock) continue;
      this.states.set(clientId, { ...state, cursor });
      this.meta.set(clientId, { clock, lastUpdated: Date.now() });
      updated.push(clientId);
    }
    if (updated.length === 0) return;
    const change = { added: [], updated, removed: [] };
    this.emit('change', [change, origin]);
    this.emit('update', [change, origin]);
  }

  others(): Person[] {
    return [...this.states].flatMap(([clientId, state]) =>
      clientId === this.clientID ? [] : (personOf(clientId, state) ?? []),
    );
  }
}

function personOf(clientId: number, state: unknown): Person | null {
  if (!isRecord(state) || !isRecord(state['user'])) return null;
  const { name, organisation, color } = state['user'];
  if (typeof name !== 'string' || typeof organisation !== 'string') return null;
  return { clientId, name, organisation, colour: typeof color === 'number' ? color : 0 };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** One person with two windows is one person. */
export function peopleOf(all: readonly Person[]): Person[] {
  return all.filter(
    (person, index) =>
      all.findIndex((other) => other.name === person.name && other.organisation === person.organisation) ===
      index,
  );
}

/** Who came and who left, by name. */
export function movesBetween(before: readonly Person[], now: readonly Person[]) {
  const absent = (from: readonly Person[]) => (person: Person) =>
    !from.some((other) => other.name === person.name && other.organisation === person.organisation);
  return { came: now.filter(absent(before)), left: before.filter(absent(now)) };
}
