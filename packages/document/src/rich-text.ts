/** The body of a comment as plain data: paragraphs and lists of bold, italic and linked words, nothing else. */
import { isSafeHref } from './model.js';

export type RichTextJson = { readonly type: 'doc'; readonly content: readonly RichBlock[] };

export type RichBlock = RichParagraph | RichList;
export type RichParagraph = { readonly type: 'paragraph'; readonly content?: readonly RichInline[] };
export type RichList = {
  readonly type: 'bulletList' | 'orderedList';
  readonly content: readonly RichListItem[];
};
export type RichListItem = { readonly type: 'listItem'; readonly content: readonly RichBlock[] };
export type RichInline =
  | { readonly type: 'text'; readonly text: string; readonly marks?: readonly RichMark[] }
  | { readonly type: 'hardBreak' };
export type RichMark =
  | { readonly type: 'bold' | 'italic' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } };

/** A text without looks: a paragraph for each line. `plainTextOf` gives it back, character for character. */
export function richTextOf(text: string): RichTextJson {
  return {
    type: 'doc',
    content: text
      .split('\n')
      .map((line): RichParagraph =>
        line === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text: line }] },
      ),
  };
}

/** What it says without looks: a line for each paragraph, list items with their bullet or number. */
export const plainTextOf = ({ content }: RichTextJson): string => linesOf(content).join('\n');

function linesOf(blocks: readonly RichBlock[]): string[] {
  return blocks.flatMap((block) =>
    block.type === 'paragraph' ? [wordsOf(block.content ?? [])] : listLines(block),
  );
}

function listLines({ type, content }: RichList): string[] {
  return content.flatMap((item, index) => {
    const bullet = type === 'bulletList' ? '• ' : `${index + 1}. `;
    return linesOf(item.content).map((line, at) => (at === 0 ? bullet : '  ') + line);
  });
}

const wordsOf = (content: readonly RichInline[]): string =>
  content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');

/** The looks a word may have, in the order they are written. Anything else, and any unsafe link, is none. */
export function richMarksOf(attributes: Readonly<Record<string, unknown>>): RichMark[] {
  const marks: RichMark[] = [];
  const link = attributes['link'];
  if (typeof link === 'object' && link !== null && 'href' in link && isSafeHref(link.href))
    marks.push({ type: 'link', attrs: { href: link.href } });
  for (const type of ['bold', 'italic'] as const) {
    const value = attributes[type];
    if (value !== undefined && value !== null && value !== false) marks.push({ type });
  }
  return marks;
}
