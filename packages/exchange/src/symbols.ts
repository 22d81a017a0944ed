/**
 * Characters of the Symbol and Wingdings fonts, which sit in a private area and mean nothing in another font.
 * The ones texts of this kind use; others become the replacement character and are reported.
 */
const SYMBOL: ReadonlyMap<number, string> = new Map([
  [0x2d, '−'],
  [0xa3, '≤'],
  [0xa5, '∞'],
  [0xab, '↔'],
  [0xac, '←'],
  [0xad, '↑'],
  [0xae, '→'],
  [0xaf, '↓'],
  [0xb0, '°'],
  [0xb1, '±'],
  [0xb3, '≥'],
  [0xb4, '×'],
  [0xb7, '•'],
  [0xb8, '÷'],
  [0xb9, '≠'],
  [0xba, '≡'],
  [0xbb, '≈'],
  [0xbc, '…'],
  [0xd2, '®'],
  [0xd3, '©'],
  [0xd4, '™'],
  [0xd6, '√'],
  [0xde, '⇒'],
  [0xe5, '∑'],
]);
const GREEK = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';
const GREEK_SMALL = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ';
const WINGDINGS: ReadonlyMap<number, string> = new Map([
  [0x22, '✂'],
  [0x28, '☎'],
  [0x2a, '✉'],
  [0x6c, '●'],
  [0x6e, '■'],
  [0x6f, '□'],
  [0x71, '❑'],
  [0x75, '◆'],
  [0x76, '❖'],
  [0x77, '◆'],
  [0x9f, '•'],
  [0xa7, '▪'],
  [0xa8, '◻'],
  [0xd8, '➢'],
  [0xdf, '←'],
  [0xe0, '→'],
  [0xe1, '↑'],
  [0xe2, '↓'],
  [0xe8, '➔'],
  [0xf0, '⇨'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☑'],
]);

/** `null` when the character can't be told. */
export function symbolCharacter(font: string | undefined, code: number): string | null {
  const isPrivate = code >= 0xf000 && code <= 0xf0ff;
  const slot = isPrivate ? code - 0xf000 : code;
  const family = (font ?? '').toLowerCase();
  if (family === 'wingdings') return WINGDINGS.get(slot) ?? null;
  if (family === 'symbol') return SYMBOL.get(slot) ?? greek(slot) ?? plain(slot);
  if (isPrivate) return SYMBOL.get(slot) ?? null;
  return code >= 0x20 && code <= 0xffff && !isSurrogate(code) && !(code >= 0xe000 && code <= 0xf8ff)
    ? String.fromCharCode(code)
    : null;
}

/** The same for text typed in such a font. Text in ordinary fonts comes back as it is. */
export function plainText(text: string, font: string | undefined, onUnknown: () => void): string {
  return text.replace(/[\uF000-\uF0FF]/gu, (character) => {
    const found = symbolCharacter(font, character.charCodeAt(0));
    if (found === null) onUnknown();
    return found ?? '\uFFFD';
  });
}

function greek(slot: number): string | undefined {
  if (slot >= 0x41 && slot <= 0x5a) return GREEK[slot - 0x41];
  if (slot >= 0x61 && slot <= 0x7a) return GREEK_SMALL[slot - 0x61];
  return undefined;
}

function plain(slot: number): string | null {
  return slot >= 0x20 && slot < 0x40 ? String.fromCharCode(slot) : null;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
