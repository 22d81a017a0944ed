/**
 * What a paragraph style means, told by its name. Word writes built-in names in English in most files, but
 * templates made by people and other programs write them in their own language.
 */
export type ParagraphRole =
  | 'body'
  | 'heading'
  | 'title'
  | 'subtitle'
  | 'caption'
  | 'figure_caption'
  | 'quote'
  | 'contents'
  | 'list_continuation'
  | 'note';

export type StyleMeaning = { readonly role: ParagraphRole; readonly level: number };

// Patterns are written in the folded form: without ı.
const HEADING =
  /^(?:heading|заголовок|başliq|başlik|überschrift|titre|título|titolo|nagłówek|заглавие|标题|標題|見出し) ?(\d)$/u;
const NUMBERED_FIRST = /^(\d)-?(?:ci|cu|cü)? başliq$/u;
const CONTENTS =
  /^(?:toc ?\d|toc heading|contents ?\d|contents heading|оглавление ?\d|заголовок оглавления|mündəricat ?\d|mündəricat başliği|table of figures|目录 ?\d)$/u;
const LIST_CONTINUATION =
  /^(?:list paragraph|list ?continue ?\d?|listparagraph|абзац списка|siyahi abzasi)$/u;

const NAMES: ReadonlyMap<string, ParagraphRole> = new Map<string, ParagraphRole>([
  ...roleNames('title', ['title', 'название', 'заголовок', 'başlıq', 'konu başlığı', 'titel', '标题']),
  ...roleNames('subtitle', ['subtitle', 'подзаголовок', 'alt başlıq', 'altbaşlıq', 'yarımbaşlıq', '副标题']),
  ...roleNames('caption', [
    'caption',
    'table',
    'table caption',
    'tablecaption',
    'название объекта',
    'подпись',
  ]),
  ...roleNames('caption', ['название таблицы', 'cədvəl başlığı', 'cədvəlin adı', 'resim yazısı', '题注']),
  ...roleNames('figure_caption', ['image caption', 'imagecaption', 'figure', 'illustration', 'drawing']),
  ...roleNames('quote', ['quote', 'intense quote', 'intensequote', 'block text', 'blocktext', 'quotations']),
  ...roleNames('quote', ['block quotation', 'box', 'box text', 'boxtext', 'цитата', 'выделенная цитата']),
  ...roleNames('quote', ['врезка', 'sitat', 'intensiv sitat', 'güclü sitat', 'çərçivə', 'alıntı', '引用']),
  ...roleNames('note', ['footnote text', 'endnote text', 'footnote', 'endnote', 'текст сноски']),
]);

function roleNames(role: ParagraphRole, names: readonly string[]): [string, ParagraphRole][] {
  return names.map((name) => [fold(name), role]);
}

/** `null` when the name says nothing, so that the style it is based on may speak. Levels count from 1. */
export function meaningOfStyleName(name: string): StyleMeaning | null {
  const folded = fold(name);
  if (CONTENTS.test(folded)) return { role: 'contents', level: 0 };
  const heading = HEADING.exec(folded) ?? NUMBERED_FIRST.exec(folded);
  if (heading && heading[1] !== '0') return { role: 'heading', level: Number(heading[1]) };
  if (LIST_CONTINUATION.test(folded)) return { role: 'list_continuation', level: 0 };
  const role = NAMES.get(folded);
  return role ? { role, level: 0 } : null;
}

/** Lower case without the difference of dotted and dotless i, which capitals lose in most programs. */
function fold(name: string): string {
  const lower = name.normalize('NFC').replaceAll('İ', 'i').toLowerCase().replaceAll('ı', 'i');
  return lower.replace(/[\s_]+/gu, ' ').trim();
}
