import { Refused } from './refusal.js';
import type { XmlBudget, XmlElement } from './xml.js';
import { readXml } from './xml.js';
import type { Archive } from './zip.js';

export type Relationship = { readonly type: string; readonly target: string; readonly external: boolean };

/** The parts of a Word file that are read, found by relationship and not by a guessed name. */
export type OfficePackage = {
  /** Of the main text, by relationship id. */
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly main: XmlElement;
  /** The part the main text relates to by this kind (`styles`, `footnotes` …); undefined when there is none. */
  readonly related: (kind: string) => Promise<XmlElement | undefined>;
  readonly relatedAll: (kind: string) => Promise<XmlElement[]>;
  /** Relationships of a part such as the footnotes, for the links in it. */
  readonly relationshipsOf: (kind: string) => Promise<ReadonlyMap<string, Relationship>>;
  readonly coreProperties: XmlElement | undefined;
};

const WORD_MAIN =
  /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)\.main\+xml$/u;
const MACROS = /macroenabled|vbaproject|vbadata/iu;

/** @throws Refused `not_docx`, `macros`, `external_content`, `damaged`, `doctype`, `too_many_blocks` */
export async function openPackage(archive: Archive, budget: XmlBudget): Promise<OfficePackage> {
  if (!archive.has('[Content_Types].xml')) throw new Refused('not_docx', 'no content types');
  const read = (name: string): Promise<XmlElement> => readXml(archive.chunks(name), budget);
  const types = contentTypes(await read('[Content_Types].xml'));
  refuseMacros(archive.names(), types);
  await refuseExternalContent(archive, read);

  const mainName = await mainPart(archive, read, types);
  const ofPart = async (part: string): Promise<Map<string, Relationship>> => {
    const name = relationshipsName(part);
    return archive.has(name) ? relationshipsIn(await read(name), part) : new Map();
  };
  const relationships = await ofPart(mainName);
  const named = (kind: string): string[] =>
    [...relationships.values()]
      .filter((relationship) => isKind(relationship, kind) && archive.has(relationship.target))
      .map((relationship) => relationship.target);
  const core = [...(await ofPart('')).values()].find((relationship) =>
    isKind(relationship, 'core-properties'),
  );

  return {
    relationships,
    main: await read(mainName),
    related: async (kind) => {
      const name = named(kind)[0];
      return name === undefined ? undefined : read(name);
    },
    relatedAll: async (kind) => {
      const parts: XmlElement[] = [];
      for (const name of new Set(named(kind))) parts.push(await read(name));
      return parts;
    },
    relationshipsOf: async (kind) => {
      const name = named(kind)[0];
      return name === undefined ? new Map() : ofPart(name);
    },
    coreProperties: core && archive.has(core.target) ? await read(core.target) : undefined,
  };
}

type ContentTypes = { readonly byPart: ReadonlyMap<string, string>; readonly all: readonly string[] };

function contentTypes(root: XmlElement): ContentTypes {
  const byPart = new Map<string, string>();
  const all: string[] = [];
  for (const entry of root.children) {
    const type = (entry.attributes['ContentType'] ?? '').trim();
    all.push(type);
    const part = entry.attributes['PartName'];
    if (part !== undefined) byPart.set(part.replace(/^\//u, '').toLowerCase(), type);
  }
  return { byPart, all };
}

function refuseMacros(names: readonly string[], types: ContentTypes): void {
  if (types.all.some((type) => MACROS.test(type)) || names.some((name) => MACROS.test(name))) {
    throw new Refused('macros', 'the file holds a macro project');
  }
}

/**
 * A template, picture or object that lives elsewhere makes a program that opens the text call out, and what a
 * reader sees depends on who answers. Only links that a person clicks may point outside. All relationship
 * files are looked at, also of parts that are not read.
 */
async function refuseExternalContent(
  archive: Archive,
  read: (name: string) => Promise<XmlElement>,
): Promise<void> {
  for (const name of archive.names().filter((candidate) => /\.rels$/iu.test(candidate))) {
    for (const relationship of relationshipsIn(await read(name), '').values()) {
      if (relationship.external && !isKind(relationship, 'hyperlink')) {
        throw new Refused('external_content', `${name}: ${relationship.type}`);
      }
    }
  }
}

async function mainPart(
  archive: Archive,
  read: (name: string) => Promise<XmlElement>,
  types: ContentTypes,
): Promise<string> {
  if (!archive.has('_rels/.rels')) throw new Refused('not_docx', 'no package relationships');
  const start = [...relationshipsIn(await read('_rels/.rels'), '').values()].find((relationship) =>
    isKind(relationship, 'officeDocument'),
  );
  if (!start) throw new Refused('not_docx', 'no main part');
  if (!WORD_MAIN.test(types.byPart.get(start.target.toLowerCase()) ?? '')) {
    throw new Refused('not_docx', `main part ${start.target} is not a Word text`);
  }
  if (!archive.has(start.target)) throw new Refused('damaged', `main part ${start.target} is missing`);
  return start.target;
}

function relationshipsName(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

function relationshipsIn(root: XmlElement, part: string): Map<string, Relationship> {
  const found = new Map<string, Relationship>();
  for (const [index, entry] of root.children.entries()) {
    if (entry.name !== 'rel:Relationship') continue;
    const external = entry.attributes['TargetMode']?.toLowerCase() === 'external';
    const target = entry.attributes['Target'] ?? '';
    found.set(entry.attributes['Id'] ?? `#${index}`, {
      type: entry.attributes['Type'] ?? '',
      target: external ? target : resolved(target, part),
      external,
    });
  }
  return found;
}

/** The last word of the type address: transitional and strict files differ only before it. */
function isKind(relationship: Relationship, kind: string): boolean {
  return relationship.type.endsWith(`/${kind}`);
}

function resolved(target: string, part: string): string {
  const path = target.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}
