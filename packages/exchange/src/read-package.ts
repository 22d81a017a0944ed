import type { InlineNode } from '@concord/document/model';
import { blockTexts, wordCount } from '@concord/document/model';
import { assemble, resolveLinks } from './assemble.js';
import { giveIds } from './block-ids.js';
import { readBlocks } from './blocks.js';
import { findBoxes } from './boxes.js';
import { attachCaptions } from './captions.js';
import { Fields } from './fields.js';
import type { ImportLanguage } from './language.js';
import { languageOf, markedLanguages } from './language.js';
import type { DocxLimits } from './limits.js';
import type { Loss } from './losses.js';
import { LossLedger } from './losses.js';
import { Notes } from './notes.js';
import { Numbering } from './numbering.js';
import type { OfficePackage, Relationship } from './office-package.js';
import { openPackage } from './office-package.js';
import { flatParagraphs } from './pieces.js';
import type { Reading } from './reading.js';
import { Refused } from './refusal.js';
import type { ImportedSection } from './sections.js';
import { splitSections } from './sections.js';
import { Styles } from './styles.js';
import { Words } from './words.js';
import type { XmlElement } from './xml.js';
import { child, innerText, shownText, XmlBudget } from './xml.js';
import { Archive } from './zip.js';

export type ImportedDocument = {
  readonly sections: readonly ImportedSection[];
  readonly language: ImportLanguage | null;
  readonly losses: readonly Loss[];
  /** `blocks` without the notes; `words` with them. */
  readonly counts: {
    readonly blocks: number;
    readonly words: number;
    readonly footnotes: number;
    readonly tables: number;
  };
};

/**
 * Reads a Word file in this very process. Hostile input belongs in `readDocx`, which calls this in a process
 * of its own.
 * @throws Refused
 */
export async function readPackage(bytes: Uint8Array, limits: DocxLimits): Promise<ImportedDocument> {
  const archive = await Archive.open(bytes, limits);
  const office = await openPackage(archive, new XmlBudget(limits));
  const losses = new LossLedger();
  const stylesPart = await office.related('styles');
  const reading = await startReading(office, stylesPart, losses, limits);

  const body = child(office.main, 'w:body');
  if (!body) throw new Refused('damaged', 'no body');
  const pieces = findBoxes(attachCaptions(readBlocks(body, reading)), losses);
  const ids = giveIds(pieces);
  for (const name of ids.unusedNames) losses.add('bookmark', name);
  const assembled = assemble(pieces, ids, losses);
  const notes = new Map(
    (reading.notes?.all() ?? []).map((note) => [note.id, resolveLinks(note.inline, ids, losses)]),
  );
  const sections = splitSections(assembled, (id) => notes.get(id));
  await reportOtherParts(office, losses);

  const blocks = sections.flatMap((section) => blockTexts(section.content));
  const text = blocks.map((block) => block.text).join('\n');
  const marked = markedLanguages(office.main, stylesPart, office.coreProperties);
  return {
    sections,
    language: languageOf(text, marked),
    losses: losses.report(),
    counts: {
      blocks: blocks.filter((block) => block.type !== 'footnote').length,
      words: sections.reduce((sum, section) => sum + wordCount(section.content), 0),
      footnotes: blocks.filter((block) => block.type === 'footnote').length,
      tables: blocks.filter((block) => block.type === 'table').length,
    },
  };
}

async function startReading(
  office: OfficePackage,
  stylesPart: XmlElement | undefined,
  losses: LossLedger,
  limits: DocxLimits,
): Promise<Reading> {
  const styles = new Styles(stylesPart);
  const numbering = new Numbering(await office.related('numbering'), styles);
  let characters = 0;
  const spend = (count: number): void => {
    characters += count;
    if (characters > limits.characters) throw new Refused('too_large', 'characters of text');
  };
  const shared = { styles, numbering, losses, spend };
  const noteLinks = {
    footnote: await office.relationshipsOf('footnotes'),
    endnote: await office.relationshipsOf('endnotes'),
  };
  const readNote = (note: XmlElement, relationships: ReadonlyMap<string, Relationship>): InlineNode[] =>
    noteWords(note, { ...shared, relationships, fields: new Fields(losses), notes: null });
  const notes = new Notes(
    { footnote: await office.related('footnotes'), endnote: await office.related('endnotes') },
    (note, kind) => readNote(note, noteLinks[kind]),
    losses,
  );
  return { ...shared, relationships: office.relationships, fields: new Fields(losses), notes };
}

/** A note is one run of words: its paragraphs are parted by line breaks, its lists and tables laid flat. */
function noteWords(note: XmlElement, reading: Reading): InlineNode[] {
  const pieces = readBlocks(note, reading);
  const paragraphs = flatParagraphs(pieces);
  if (
    pieces.some((piece) => piece.kind !== 'paragraph' || (piece.list && piece.list.kind !== 'continuation'))
  ) {
    reading.losses.add('note_structure');
  }
  const words = new Words();
  for (const [index, paragraph] of paragraphs.entries()) {
    if (index > 0) words.hardBreak();
    words.append(paragraph.inline);
  }
  return words.finish();
}

/** Comments, headers and footers stand in parts of their own and are only counted. */
async function reportOtherParts(office: OfficePackage, losses: LossLedger): Promise<void> {
  for (const part of await office.relatedAll('comments')) {
    for (const comment of part.children) {
      if (comment.name === 'w:comment') losses.add('comment', innerText(comment));
    }
  }
  for (const kind of ['header', 'footer']) {
    for (const part of await office.relatedAll(kind)) {
      const text = shownText(part);
      // A bare page number is no loss: ours are made when printing.
      if (/\p{L}/u.test(text)) losses.add('header_footer', text);
    }
  }
}
