import { compare } from '@concord/document';
import { blockTexts, type BlockText, type DocumentJson } from '@concord/document/model';

/** The blocks of `mine` that are not, or not like this, in the stored text; all of them when that is not known. */
export function unsentBlocks(mine: DocumentJson, stored: DocumentJson | null): BlockText[] {
  const blocks = blockTexts(mine);
  if (stored === null) return blocks;
  const { added, changed } = compare(stored, mine);
  const different = new Set([...added, ...changed]);
  return blocks.filter(({ id }) => different.has(id));
}

/** As one would read it aloud: a blank line between blocks. */
export function readableText(blocks: readonly BlockText[]): string {
  return blocks
    .map(({ text }) => text)
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}
