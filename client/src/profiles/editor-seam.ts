import type { VariantTextFragment } from '@concord/schema';
import { lazy } from 'react';
import type { ComponentType } from 'react';

/** What the editor of a section is given; it opens over the reading view and closes back to it. */
export type SectionEditorProps = {
  readonly variant: VariantTextFragment;
  readonly onClose: () => void;
};

// A reader never downloads it. The glob lets the reading view build while there is no editor.
const modules = import.meta.glob<{ default: ComponentType<SectionEditorProps> }>(
  './editor/section-editor.tsx',
);
const load = modules['./editor/section-editor.tsx'];

/** Null where this build has no editor: then nobody is offered one. */
export const SectionEditor = load ? lazy(load) : null;
