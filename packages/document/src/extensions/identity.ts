import type { Attribute } from '@tiptap/core';

/** The `id` of an addressable block. Null until the server repairs it. */
export const blockId: Partial<Attribute> = {
  default: null,
  keepOnSplit: false,
  parseHTML: (element) => element.getAttribute('data-block'),
  renderHTML: ({ id }) => (typeof id === 'string' ? { 'data-block': id } : {}),
};
