import { getSchema, Node, type Extensions } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { BulletList, ListItem, OrderedList } from './extensions/list.js';
import { Bold, Italic, Link } from './extensions/mark.js';
import { HardBreak, Text } from './extensions/text.js';

const RichDocument = Node.create({ name: 'doc', topNode: true, content: 'block+' });

const RichParagraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
});

/** The body of a comment: nodes, marks, commands, keys and input rules for `RichTextJson`. */
export const richTextExtensions: Extensions = [
  RichDocument,
  Text,
  RichParagraph,
  BulletList,
  OrderedList,
  ListItem,
  HardBreak,
  Link,
  Bold,
  Italic,
];

export const richTextSchema: Schema = getSchema(richTextExtensions);
