import type { BlockNode } from '@concord/document/model';
import { documentSchema } from '@concord/document';
import { blockTexts } from '@concord/document/model';
import { defaultLimits } from '../src/limits.js';
import type { DocxLimits } from '../src/limits.js';
import type { LossKind } from '../src/losses.js';
import type { ImportedDocument } from '../src/read-package.js';
import { readPackage } from '../src/read-package.js';
import type { DocxParts } from './docx-builder.js';
import { docx } from './docx-builder.js';

/** Reads a built file in this process: quick, and errors show where they are. */
export async function read(
  parts: DocxParts | string,
  limits: Partial<DocxLimits> = {},
): Promise<ImportedDocument> {
  return readPackage(docx(parts), { ...defaultLimits, ...limits });
}

/** All blocks of all sections, notes at the end of each. */
export async function nodes(parts: DocxParts | string): Promise<BlockNode[]> {
  return (await read(parts)).sections.flatMap((section) => section.content.content);
}

export function texts(document: ImportedDocument): string[] {
  return document.sections.flatMap((section) => blockTexts(section.content)).map((block) => block.text);
}

export function loss(document: ImportedDocument, kind: LossKind): number {
  return document.losses.find((entry) => entry.kind === kind)?.count ?? 0;
}

export async function refusalOf(bytes: Uint8Array, limits: Partial<DocxLimits> = {}): Promise<string> {
  try {
    await readPackage(bytes, { ...defaultLimits, ...limits });
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'reason' in error ? String(error.reason) : `threw ${String(error)}`;
  }
}

/** What is wrong with a document by the schema of our editor and the promises of its ids; empty when it is sound. */
export function flaws(document: ImportedDocument): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const { content } of document.sections) {
    try {
      documentSchema.nodeFromJSON(content).check();
    } catch (error) {
      found.push(String(error));
    }
    for (const { id } of blockTexts(content)) {
      if (id === '' || seen.has(id)) found.push(`id ${id} is given twice`);
      seen.add(id);
    }
  }
  return found;
}
