import { render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { useRef } from 'react';
import { act } from 'react';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Presence } from './presence';
import { movedBy, useSharedText } from './shared-text';

test('[DK1] a caret stays at its words, whatever others type or delete around it', () => {
  const change = fc.record({ at: fc.nat(40), gone: fc.nat(10), words: fc.string({ maxLength: 10 }) });
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 40 }),
      fc.nat(40),
      change,
      (text, place, { at, gone, words }) => {
        const caret = place % (text.length + 1);
        const from = at % (text.length + 1);
        const doc = new Y.Doc();
        const shared = doc.getText('words');
        shared.insert(0, text);
        let delta: Parameters<typeof movedBy>[1] = [];
        shared.observe((event) => {
          delta = event.delta;
        });
        doc.transact(() => {
          shared.delete(from, Math.min(gone, text.length - from));
          shared.insert(from, words);
        });
        const moved = movedBy(caret, delta);
        const now = shared.toJSON();
        const untouched = caret < from || caret > from + gone;
        expect(moved).toBeGreaterThanOrEqual(0);
        expect(moved).toBeLessThanOrEqual(now.length);
        // What stood before an untouched caret, up to the change, still stands right before it.
        if (untouched && caret > from) expect(now.slice(moved)).toBe(text.slice(caret));
        if (untouched && caret < from) expect(now.slice(0, moved)).toBe(text.slice(0, caret));
      },
    ),
  );
});

function Area({ text, presence }: { readonly text: Y.Text; readonly presence: Presence }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { value, change, undo } = useSharedText(text, presence, area);
  return (
    <>
      <textarea ref={area} value={value} onChange={(event) => change(event.currentTarget.value)} />
      <button type="button" onClick={() => undo.undo()}>
        Undo
      </button>
    </>
  );
}

test('[DK1] undo takes back one’s own words and leaves those of a colleague', () => {
  const doc = new Y.Doc();
  const text = doc.getText('words');
  text.insert(0, 'base');
  render(<Area text={text} presence={new Presence(doc)} />);
  const area = screen.getByRole<HTMLTextAreaElement>('textbox');
  act(() => {
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    set?.call(area, 'base mine');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  act(() => text.insert(0, 'theirs '));
  expect(area.value).toBe('theirs base mine');
  act(() => screen.getByRole('button').click());
  expect(area.value).toBe('theirs base');
});
