// Neither ə nor ı has a Unicode decomposition, so stripping accents alone would leave them standing.
const letters: Readonly<Record<string, string>> = {
  ə: 'e',
  ç: 'c',
  ğ: 'g',
  ö: 'o',
  ş: 's',
  ü: 'u',
  ё: 'е',
  // Thousands are separated by no-break spaces; people type ordinary ones.
  '\u00a0': ' ',
  '\u202f': ' ',
};

/**
 * The form of a text that searches compare: without case, without the marks that people leave out when they type.
 * Store it beside the original and fold the query the same way.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[İIı]/g, 'i')
    .toLowerCase()
    .replaceAll(/[əçğöşüё\u00a0\u202f]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    // The breve stays on и: it makes й, another letter.
    .replaceAll(/(?!(?<=и)\u0306)\p{M}/gu, '')
    .normalize('NFC');

/** Whether the words occur in the text, both folded. Endings may follow: languages that glue them on are found too. */
export const foldedIncludes = (text: string, words: string): boolean =>
  fold(text).includes(fold(words).trim());
