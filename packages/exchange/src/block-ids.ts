import { createHash } from 'node:crypto';
import type { ParagraphPiece, Piece, TablePiece } from './pieces.js';
import { addressable, flatParagraphs, inlineText } from './pieces.js';

type Block = ParagraphPiece | TablePiece;

export type BlockIds = {
  readonly idOf: (block: Block) => string;
  /** The block at which a bookmark stands, for links inside the text. */
  readonly idAt: (bookmark: string) => string | null;
  /** Names that neither became an id nor are made by Word for itself. */
  readonly unusedNames: readonly string[];
};

const OUR_ID = /^(?:b-\d{4,12}|p-[a-z0-9]{10})$/u;
/** `_Toc…`, `_Ref…`, `_GoBack`: Word's own, not a person's. */
const WORDS_OWN = /^_/u;

/**
 * Gives every block an id that is unique in the file. A bookmark that looks like an id is one, so that a
 * text that went out comes back with the same ids; other blocks take theirs from what they say and how many
 * blocks before said the same, so that the same file always gives the same ids.
 */
export function giveIds(pieces: readonly Piece[]): BlockIds {
  const blocks = [...addressable(pieces)];
  const ids = new Map<Block, string>();
  const taken = new Set<string>();
  for (const block of blocks) {
    const name = block.bookmarks.names.find((candidate) => OUR_ID.test(candidate) && !taken.has(candidate));
    if (name === undefined) continue;
    ids.set(block, name);
    taken.add(name);
  }

  const said = new Map<string, number>();
  for (const block of blocks) {
    if (ids.has(block)) continue;
    const key = keyOf(block);
    const before = said.get(key) ?? 0;
    said.set(key, before + 1);
    ids.set(block, derived(key, before, taken));
  }

  const places = new Map<string, string>();
  const unusedNames: string[] = [];
  for (const block of blocks) {
    const id = ids.get(block) ?? '';
    for (const name of [...block.bookmarks.names, ...block.bookmarks.former]) {
      if (!places.has(name)) places.set(name, id);
      if (name !== '' && !taken.has(name) && !WORDS_OWN.test(name)) unusedNames.push(name);
    }
  }
  return {
    idOf: (block) => ids.get(block) ?? '',
    idAt: (bookmark) => places.get(bookmark) ?? (taken.has(bookmark) ? bookmark : null),
    unusedNames,
  };
}

/** Title and subtitle are known by their place alone, so that they have the same id in every language. */
function keyOf(block: Block): string {
  if (block.kind === 'table') {
    const caption = block.caption ? inlineText(block.caption.inline) : '';
    const cells = block.rows.map((row) => row.map((cell) => flatText(cell.pieces)).join('\t'));
    return ['table', caption, ...cells].join('\n');
  }
  if (block.role === 'title' || block.role === 'subtitle') return block.role;
  return `${block.level === 0 ? 'paragraph' : 'heading'}\n${inlineText(block.inline)}`;
}

function flatText(pieces: readonly Piece[]): string {
  return flatParagraphs(pieces)
    .map((paragraph) => inlineText(paragraph.inline))
    .join(' ');
}

function derived(key: string, before: number, taken: Set<string>): string {
  for (let attempt = 0; ; attempt += 1) {
    const digest = createHash('sha256').update(`${before}\n${attempt}\n${key}`).digest('hex');
    const id = `p-${BigInt(`0x${digest.slice(0, 24)}`)
      .toString(36)
      .padStart(10, '0')
      .slice(-10)}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
