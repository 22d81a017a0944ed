/**
 * How alike two comments are, as a suggestion to a person and never more. Both texts folded, in one language: words of
 * other languages are not compared.
 */

/** From here on two comments are worth being shown side by side. Chosen on Velmora's sixty, where it finds the pairs that say one thing. */
export const similarFrom = 0.35;

/** 0: nothing in common; 1: the same words. The share of common letter triples, so that endings of a word count little. */
export const similarity = (one: string, other: string): number => likenessTo(one)(other);

/** The same of one text to many: it is taken apart once. */
export function likenessTo(one: string): (other: string) => number {
  const a = triples(one);
  return (other) => {
    const b = triples(other);
    if (a.size === 0 || b.size === 0) return 0;
    let common = 0;
    for (const triple of a) if (b.has(triple)) common += 1;
    return (2 * common) / (a.size + b.size);
  };
}

function triples(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text.split(/[^\p{L}\p{N}]+/u)) {
    // Short words are the grammar of a language; every text has them.
    if (word.length < 4) continue;
    const padded = ` ${word} `;
    for (let index = 0; index + 3 <= padded.length; index += 1) found.add(padded.slice(index, index + 3));
  }
  return found;
}
