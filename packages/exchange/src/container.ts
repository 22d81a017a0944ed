import type { DocxLimits } from './limits.js';
import type { DocxRefusal } from './refusal.js';

const COMPOUND_FILE = Buffer.from('D0CF11E0A1B11AE1', 'hex');
const ZIP_LOCAL_FILE = Buffer.from('504B0304', 'hex');
/** Directory entries of a compound file are this long and aligned; names are UTF-16LE. */
const DIRECTORY_ENTRY = 128;

/**
 * Tells from size and first bytes whether reading is worth a process. `null` means: looks like a zip.
 */
export function refuseByContainer(bytes: Uint8Array, limits: DocxLimits): DocxRefusal | null {
  if (bytes.length > limits.compressedBytes) return 'too_large';
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(buffer, COMPOUND_FILE)) return compoundFileRefusal(buffer);
  return startsWith(buffer, ZIP_LOCAL_FILE) ? null : 'not_docx';
}

/** Office stores an encrypted docx as a compound file with a stream of this name; an old .doc is one too. */
function compoundFileRefusal(buffer: Buffer): DocxRefusal {
  if (hasStream(buffer, 'EncryptedPackage')) return 'encrypted';
  const otherOffice = ['Workbook', 'Book', 'PowerPoint Document'].some((name) => hasStream(buffer, name));
  return otherOffice && !hasStream(buffer, 'WordDocument') ? 'not_docx' : 'legacy_doc';
}

function hasStream(buffer: Buffer, name: string): boolean {
  const needle = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = buffer.indexOf(needle); at !== -1; at = buffer.indexOf(needle, at + 1)) {
    if (at % DIRECTORY_ENTRY === 0) return true;
  }
  return false;
}

function startsWith(buffer: Buffer, magic: Buffer): boolean {
  return buffer.subarray(0, magic.length).equals(magic);
}
