/** What one import may cost. Tests make them small; nothing else should. */
export type DocxLimits = {
  /** Bytes of the file as uploaded. */
  readonly compressedBytes: number;
  readonly entries: number;
  /** Bytes of all entries together, unpacked, as declared by the archive (and checked while reading). */
  readonly uncompressedBytes: number;
  /** Unpacked size divided by packed size of one entry; judged only for entries above `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** `w:p` elements of the text and its notes. */
  readonly paragraphs: number;
  /** XML elements of all parts that are read. About 150 bytes of memory each. */
  readonly elements: number;
  /** UTF-16 units of the text that would be kept. */
  readonly characters: number;
  /** Nesting of XML elements. Word stays far below; recursion in the readers relies on it. */
  readonly xmlDepth: number;
  /** Old-generation heap of the reading process, in megabytes. */
  readonly heapMegabytes: number;
  /** From start of the reading process to its answer. */
  readonly milliseconds: number;
};

export const defaultLimits: DocxLimits = {
  compressedBytes: 20 * 1024 * 1024,
  entries: 2000,
  uncompressedBytes: 200 * 1024 * 1024,
  ratio: 200,
  ratioFromBytes: 1024 * 1024,
  paragraphs: 20_000,
  elements: 1_200_000,
  characters: 5_000_000,
  xmlDepth: 200,
  heapMegabytes: 256,
  milliseconds: 20_000,
};
