import { blockTexts, type DocumentJson } from '@concord/document/model';

/** The blocks whose words changed from one state of a text to the next; null when blocks came, went or changed places. */
export function touchedBlocks(before: DocumentJson, after: DocumentJson): ReadonlySet<string> | null {
  const then = blocksOf(before);
  const now = blockTexts(after);
  if (then?.length !== now.length || now.some(({ id }, index) => then[index]?.id !== id)) return null;
  return new Set(now.filter(({ text }, index) => then[index]?.text !== text).map(({ id }) => id));
}

/** A row that was emptied to be written anew holds no text. */
const blocksOf = (content: Partial<DocumentJson>) =>
  content.content ? blockTexts({ type: 'doc', content: content.content }) : null;
