import { SaxesParser } from 'saxes';
import type { SaxesAttributeNS } from 'saxes';
import type { DocxLimits } from './limits.js';
import { Refused } from './refusal.js';

/**
 * An element of Office XML with its namespace folded into a fixed prefix (`w:p`, whatever the file calls it).
 * Office XML has no mixed content, so text and children are kept apart.
 */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

/** Elements whose character data means something; all other is white space between tags. */
const WITH_TEXT = new Set(['w:t', 'w:delText', 'w:instrText', 'm:t', 'dc:language', 'dc:title']);

/** The transitional namespace, the strict one, and what the markup-compatible drawings use. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing', 'wp'],
  ['http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing', 'wp'],
  ['http://schemas.openxmlformats.org/drawingml/2006/picture', 'pic'],
  ['http://purl.oclc.org/ooxml/drawingml/picture', 'pic'],
  ['http://schemas.openxmlformats.org/drawingml/2006/chart', 'c'],
  ['http://purl.oclc.org/ooxml/drawingml/chart', 'c'],
  ['http://schemas.microsoft.com/office/drawing/2014/chartex', 'c'],
  ['http://schemas.openxmlformats.org/drawingml/2006/diagram', 'dgm'],
  ['http://purl.oclc.org/ooxml/drawingml/diagram', 'dgm'],
  ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/package/2006/content-types', 'ct'],
  ['http://schemas.openxmlformats.org/package/2006/metadata/core-properties', 'cp'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
]);

/** Counts over all parts of one file. */
export class XmlBudget {
  readonly limits: DocxLimits;
  #paragraphs = 0;
  #elements = 0;

  constructor(limits: DocxLimits) {
    this.limits = limits;
  }

  opened(name: string, depth: number): void {
    if (depth > this.limits.xmlDepth) throw new Refused('damaged', `XML nested deeper than ${depth - 1}`);
    this.#elements += 1;
    if (this.#elements > this.limits.elements) throw new Refused('too_large', 'XML elements');
    if (name !== 'w:p') return;
    this.#paragraphs += 1;
    if (this.#paragraphs > this.limits.paragraphs) throw new Refused('too_many_blocks', 'paragraphs');
  }
}

type Growing = { name: string; attributes: Record<string, string>; children: Growing[]; text: string };

/** Shared by the many elements that have none: it halves the memory of a large text. Never written to. */
const NO_ATTRIBUTES: Record<string, string> = Object.freeze({});
const NO_CHILDREN: Growing[] = [];
Object.freeze(NO_CHILDREN);

/** @throws Refused `damaged` when it is not well-formed, `doctype` when it declares one, `too_many_blocks` */
export async function readXml(chunks: AsyncIterable<Uint8Array>, budget: XmlBudget): Promise<XmlElement> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: Growing[] = [];
  let root: Growing | null = null;

  // A document type can declare entities and point outside; Office never writes one.
  parser.on('doctype', () => {
    throw new Refused('doctype', 'the XML declares a document type');
  });
  parser.on('error', (error) => {
    throw new Refused('damaged', error.message);
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?(8|16)$/iu.test(encoding)) throw new Refused('damaged', encoding);
  });
  parser.on('opentag', (tag) => {
    const attributes = attributesOf(tag.attributes);
    const element: Growing = {
      name: canonical(tag.uri, tag.local),
      attributes,
      children: NO_CHILDREN,
      text: '',
    };
    const parent = open.at(-1);
    if (parent && parent.children === NO_CHILDREN) parent.children = [element];
    else parent?.children.push(element);
    open.push(element);
    root ??= element;
    budget.opened(element.name, open.length);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element && WITH_TEXT.has(element.name)) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());

  for await (const text of decoded(chunks)) parser.write(text);
  parser.close();
  if (!root) throw new Refused('damaged', 'empty XML part');
  return root;
}

function attributesOf(given: Readonly<Record<string, SaxesAttributeNS>>): Record<string, string> {
  let attributes = NO_ATTRIBUTES;
  for (const attribute of Object.values(given)) {
    if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
    if (attributes === NO_ATTRIBUTES) attributes = {};
    attributes[canonical(attribute.uri, attribute.local)] = attribute.value;
  }
  return attributes;
}

/** The same string object for the same name: a large text has a million elements of a few dozen names. */
const names = new Map<string, Map<string, string>>();

function canonical(uri: string, local: string): string {
  if (uri === '') return local;
  const known = names.get(uri)?.get(local);
  if (known !== undefined) return known;
  const prefix = PREFIXES.get(uri);
  // Names of unknown namespaces are not remembered: a file can make up any number of them.
  if (prefix === undefined) return `other:${local}`;
  const ofUri = names.get(uri) ?? new Map<string, string>();
  names.set(uri, ofUri);
  if (ofUri.size < MOST_NAMES) ofUri.set(local, `${prefix}:${local}`);
  return `${prefix}:${local}`;
}
const MOST_NAMES = 2000;

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingByMark(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError)
      throw new Refused('damaged', 'bytes are not the text encoding they claim');
    throw error;
  }
}

function encodingByMark(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

/** `w:val` of a child: how Word writes almost every property. */
export function childValue(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['w:val'];
}

/** A property that is on when present, unless its value says otherwise; undefined when absent. */
export function childFlag(element: XmlElement | undefined, name: string): boolean | undefined {
  const found = child(element, name);
  if (!found) return undefined;
  const value = found.attributes['w:val'];
  return value === undefined || !['0', 'false', 'off', 'none'].includes(value.toLowerCase());
}

export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const inner of element.children) {
    yield inner;
    yield* descendants(inner);
  }
}

/** The words a reader would see below, without instructions of fields and without deleted text. */
export function shownText(element: XmlElement): string {
  let text = '';
  for (const inner of descendants(element)) if (inner.name === 'w:t') text += inner.text;
  return text;
}

/** Plain characters of everything below, for examples in reports. */
export function innerText(element: XmlElement): string {
  let text = element.text;
  for (const inner of descendants(element)) text += inner.text;
  return text;
}
