import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { movesBetween, peopleOf, Presence, type Person } from './presence';

const person = (clientId: number, name: string): Person => ({
  clientId,
  name,
  organisation: 'AST',
  colour: 1,
});

test('[ED15] the others are whom the server introduces; states without a name are nobody', () => {
  const presence = new Presence(new Y.Doc());
  presence.states.set(7, { user: { name: 'Sim Vale', organisation: 'AST', color: 4 }, cursor: null });
  presence.states.set(8, { cursor: null });
  presence.states.set(9, { user: { name: 5 } });
  expect(presence.others()).toEqual([{ clientId: 7, name: 'Sim Vale', organisation: 'AST', colour: 4 }]);
  expect(presence.getStates().get(7)).toMatchObject({ user: { color: '#000000', colour: 4 }, cursor: null });
  presence.destroy();
});

test('[ED15] those who were introduced move; strangers and old news do nothing, oneself neither', () => {
  const presence = new Presence(new Y.Doc());
  const sim = { user: { name: 'Sim Vale', organisation: 'AST', color: 4 }, cursor: null };
  presence.states.set(7, sim);
  presence.meta.set(7, { clock: 100, lastUpdated: 0 });
  const heard: unknown[] = [];
  presence.on('change', (change: unknown, origin: unknown) => heard.push([change, origin]));
  const cursor = { anchor: { item: { client: 1, clock: 2 } }, head: { item: { client: 1, clock: 3 } } };
  const cursors = [7, 8, presence.clientID].map((clientId) => ({ clientId, cursor }));
  presence.moved({ clock: 101, cursors }, 'hub');
  presence.moved({ clock: 101, cursors }, 'hub');
  expect(presence.states.get(7)).toEqual({ ...sim, cursor });
  expect(heard).toEqual([[{ added: [], updated: [7], removed: [] }, 'hub']]);
  expect([presence.states.has(8), presence.getLocalState()]).toEqual([false, {}]);
  presence.destroy();
});

test('[ED15] one person with two windows is one person, who comes once and leaves once', () => {
  const both = [person(1, 'Remy Falk'), person(2, 'Remy Falk'), person(3, 'Sim Vale')];
  expect(peopleOf(both).map(({ clientId }) => clientId)).toEqual([1, 3]);
  expect(movesBetween([], peopleOf(both)).came).toHaveLength(2);
  expect(
    movesBetween(peopleOf(both), peopleOf([person(2, 'Remy Falk')])).left.map(({ name }) => name),
  ).toEqual(['Sim Vale']);
});
