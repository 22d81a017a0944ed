import { expect, test } from 'vitest';
import { roomGrammar as grammar } from './room-grammar.js';

test('[DO33] what the desk writes has its place in a room', () => {
  expect(grammar.atRoot('body/d1', null, 'element', 'paragraph')).toBe(true);
  expect(grammar.atRoot('body/d1', null, 'element', 'bulletList')).toBe(true);
  expect(grammar.atRoot('wording/d1', null, 'words', null)).toBe(true);
  expect(grammar.atRoot('chatter/d1', null, 'value', { id: '1', text: 'Yes.' })).toBe(true);
  expect(grammar.atRoot('draft/d1', 'proposes', 'value', true)).toBe(true);
  for (const root of ['body/d1', 'wording/d1', 'chatter/d1'])
    expect(grammar.atRoot(root, null, 'nothing', null)).toBe(true);
  expect(grammar.element('listItem', 'bulletList')).toBe(true);
  expect(grammar.element('paragraph', 'listItem')).toBe(true);
  expect(grammar.element('hardBreak', 'paragraph')).toBe(true);
  expect(grammar.text('paragraph')).toBe(true);
  expect(grammar.mark('bold', {})).toBe(true);
  // Of a newer minor version.
  expect(grammar.atRoot('body/d1', null, 'element', 'quotation')).toBe(true);
});

test('[DO33] what would break the desk for all colleagues has none', () => {
  expect(grammar.atRoot('content', null, 'element', 'paragraph')).toBe(false);
  expect(grammar.atRoot('body/d1', null, 'value', 7)).toBe(false);
  expect(grammar.atRoot('body/d1', null, 'words', null)).toBe(false);
  expect(grammar.atRoot('body/d1', 'x', 'value', 7)).toBe(false);
  expect(grammar.atRoot('body/d1', null, 'element', 'listItem')).toBe(false);
  expect(grammar.atRoot('wording/d1', null, 'value', 'x')).toBe(false);
  expect(grammar.atRoot('wording/d1', null, 'strange', null)).toBe(false);
  expect(grammar.atRoot('chatter/d1', null, 'element', 'paragraph')).toBe(false);
  expect(grammar.atRoot('chatter/d1', null, 'value', new Uint8Array(3))).toBe(false);
  expect(grammar.atRoot('draft/d1', 'proposes', 'value', 'yes')).toBe(false);
  expect(grammar.atRoot('draft/d1', 'other', 'value', true)).toBe(false);
  expect(grammar.element('bulletList', 'paragraph')).toBe(false);
  expect(grammar.text('bulletList')).toBe(false);
  expect(grammar.mark('link', { href: 'javascript:alert(1)' })).toBe(false);
});
