import type { Extensions } from '@tiptap/core';
import { BlockIdentity } from './extensions/identity.js';
import { Box, BulletList, ListItem, OrderedList } from './extensions/list.js';
import { marks } from './extensions/mark.js';
import { Footnote, FootnoteRef, Footnotes, type FootnoteOptions } from './extensions/note.js';
import { Table, TableCaption, TableCell, TableFigure, TableHeader, TableRow } from './extensions/table.js';
import { Document, HardBreak, Heading, Paragraph, Text } from './extensions/text.js';

/**
 * Nodes, marks, commands, keys and input rules of a section's text. Needs no DOM to be imported; an editor adds
 * its node views and the collaboration extension.
 */
export const documentExtensions: Extensions = [
  Document,
  Text,
  Paragraph,
  Heading,
  BulletList,
  OrderedList,
  ListItem,
  TableFigure,
  TableCaption,
  Table,
  TableRow,
  TableCell,
  TableHeader,
  Box,
  Footnotes,
  Footnote,
  FootnoteRef,
  HardBreak,
  BlockIdentity,
  ...marks,
];

/** The same for an editor, with what it needs to make new notes. */
export function editorExtensions(options: FootnoteOptions): Extensions {
  return documentExtensions.map((extension) =>
    extension === FootnoteRef ? FootnoteRef.configure(options) : extension,
  );
}
