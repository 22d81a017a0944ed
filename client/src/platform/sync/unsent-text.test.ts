import type { DocumentJson } from '@concord/document/model';
import { expect, test } from 'vitest';
import { readableText, unsentBlocks } from './unsent-text';

const text = (words: Record<string, string>): DocumentJson => ({
  type: 'doc',
  content: Object.entries(words).map(([id, words_]) => ({
    type: 'paragraph',
    attrs: { id },
    content: [{ type: 'text', text: words_ }],
  })),
});

test('[ED7] what is offered is what the stored text lacks', () => {
  const mine = text({ 'b-1': 'Same', 'b-2': 'Mine now', 'p-1': 'New' });
  const stored = text({ 'b-1': 'Same', 'b-2': 'As stored', 'b-3': 'Theirs' });
  expect(readableText(unsentBlocks(mine, stored))).toBe('Mine now\n\nNew');
});

test('[ED7] when the stored text can not be read, all of it is offered', () => {
  expect(readableText(unsentBlocks(text({ 'b-1': 'One', 'b-2': ' ', 'b-3': 'Two' }), null))).toBe(
    'One\n\nTwo',
  );
});
