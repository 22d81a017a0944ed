import { getSchema } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { documentExtensions } from './extensions.js';

/** The ProseMirror schema that every stored text obeys and every editor uses. */
export const documentSchema: Schema = getSchema(documentExtensions);
