import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { touchedBy, touches, touchesOwn, touchesPutOff } from './touched';

test('[LV4] each type of event that the server knows has its row', () => {
  const schema = readFileSync('../schema/schema.graphql', 'utf8');
  const [, types = ''] = /enum EventType \{([^}]*)\}/.exec(schema) ?? [];
  const known = types.match(/^ {2}\w+$/gm)?.map((line) => line.trim()) ?? [];
  expect(known.length).toBeGreaterThan(30);
  expect(Object.keys(touchedBy).toSorted()).toEqual(known.toSorted());
});

test('[LV4] what everybody does next to one’s own work is not asked for again', () => {
  const comment = { organisation: { id: 'health' } };
  const theirs = { type: 'comment_decided', section: null, comment } as const;
  expect(touchesOwn(theirs, 'waiting', 'health')).toBe(true);
  expect(touchesOwn(theirs, 'waiting', 'labour')).toBe(false);
  expect(touchesOwn({ ...theirs, type: 'comment_questioned' }, 'waiting', 'health')).toBe(true);
  expect(touchesOwn({ ...theirs, type: 'comment_stance_taken' }, 'waiting', 'health')).toBe(false);
  // A draft that was thrown away is heard by its own ministry alone.
  expect(touchesOwn({ ...theirs, type: 'comment_discarded', comment: null }, 'waiting', 'labour')).toBe(true);
});

test('[CF6] a board asks again for what happens to comments of its section, and for nothing else', () => {
  const section = { id: 'one' };
  expect(touches({ type: 'comment_cleared', section }, 'conflicts', 'one')).toBe(true);
  expect(touches({ type: 'comment_cleared', section }, 'conflicts')).toBe(true);
  expect(touches({ type: 'comment_cleared', section }, 'conflicts', 'two')).toBe(false);
  expect(touches({ type: 'text_imported', section: null }, 'conflicts', 'two')).toBe(true);
  expect(touches({ type: 'comment_drafted', section }, 'conflicts', 'one')).toBe(false);
  expect(touches({ type: 'comment_triaged', section }, 'conflicts')).toBe(false);
});

test('[LV4] what shows hidden comments has the whole view read anew', () => {
  const anew = Object.entries(touchedBy).flatMap(([type, parts]) => (parts.includes('view') ? [type] : []));
  expect(anew).toEqual(['round_changed', 'round_extended', 'round_paused', 'round_resumed', 'round_closed']);
});

test('[DE12] the list of what was put off is asked for again when something is put off, or what is there may have ended', () => {
  const of = (disposition: string) => ({ organisation: { id: 'health' }, outcome: { disposition } });
  const decided = { type: 'comment_decided', section: null } as const;
  expect(touchesPutOff({ ...decided, comment: of('deferred') }, false)).toBe(true);
  expect(touchesPutOff({ ...decided, comment: of('accepted') }, false)).toBe(false);
  expect(touchesPutOff({ ...decided, comment: of('accepted') }, true)).toBe(true);
  const replied = { type: 'comment_replied', section: null, comment: of('deferred') } as const;
  expect([touchesPutOff(replied, true), touchesPutOff(replied, false)]).toEqual([true, false]);
  expect(touchesPutOff({ ...decided, type: 'comment_cleared', comment: null }, true)).toBe(false);
});
