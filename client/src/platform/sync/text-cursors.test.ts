import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Presence } from './presence';
import { cursorsIn, stretchesOf } from './text-cursors';

const user = { name: 'Lira Tavesh', organisation: 'NMA', color: 3 };

function shared(words: string) {
  const doc = new Y.Doc();
  const text = doc.getText('wording');
  text.insert(0, words);
  const presence = new Presence(doc);
  const say = (clientId: number, cursor: unknown) => presence.states.set(clientId, { user, cursor });
  const at = (offset: number) => placed(text, offset);
  return { doc, text, presence, say, at };
}

const placed = (text: Y.Text, offset: number): unknown =>
  Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, offset));

test('[DK4] a colleague’s cursor stays at its words while the text around them changes', () => {
  const { text, presence, say, at } = shared('the usual laws');
  say(7, { anchor: at(4), head: at(9) });
  expect(cursorsIn(text, presence)).toMatchObject([{ name: 'Lira Tavesh', colour: 3, anchor: 4, head: 9 }]);
  text.insert(0, 'all ');
  expect(cursorsIn(text, presence)).toMatchObject([{ anchor: 8, head: 13 }]);
});

test('[DK4] what is no place in this text is nobody’s cursor', () => {
  const { doc, text, presence, say, at } = shared('words');
  const other = doc.getText('elsewhere');
  other.insert(0, 'words');
  const there = placed(other, 1);
  for (const cursor of [
    null,
    7,
    {},
    { anchor: at(1) },
    { anchor: at(1), head: 'x' },
    { anchor: there, head: there },
  ]) {
    say(7, cursor);
    expect(cursorsIn(text, presence)).toEqual([]);
  }
});

test('[DK4] the text is cut where somebody stands, and says the same put together', () => {
  const { text, presence, say, at } = shared('the usual laws');
  say(7, { anchor: at(4), head: at(9) });
  say(8, { anchor: at(14), head: at(14) });
  const stretches = stretchesOf('the usual laws', cursorsIn(text, presence));
  expect(stretches.map(({ text: words }) => words).join('')).toBe('the usual laws');
  const seen = stretches.map(({ text: words, selected, carets }) => [
    words,
    selected?.clientId ?? null,
    carets.map(({ clientId }) => clientId),
  ]);
  expect(seen).toEqual([
    ['', null, []],
    ['the ', null, []],
    ['usual', 7, [7]],
    [' laws', null, [8]],
  ]);
});
