import { meaningOfStyleName } from './style-roles.js';
import type { ParagraphRole } from './style-roles.js';
import type { XmlElement } from './xml.js';
import { child, childFlag, childValue } from './xml.js';

/** On, off, or not mentioned: the three states of a Word toggle. */
export type Toggles = {
  readonly bold: boolean | undefined;
  readonly italic: boolean | undefined;
  readonly hidden: boolean | undefined;
  readonly strike: boolean | undefined;
  readonly underline: boolean | undefined;
  readonly vertical: 'superscript' | 'subscript' | 'baseline' | undefined;
  readonly highlight: boolean | undefined;
  readonly font: string | undefined;
};

export type NumberingPlace = { readonly numId: string | undefined; readonly level: number | undefined };

export type ParagraphStyle = {
  readonly id: string;
  readonly role: ParagraphRole;
  /** Of a heading, from 1 to 9; else 0. */
  readonly level: number;
  readonly numbering: NumberingPlace;
  readonly alignment: string | undefined;
  readonly toggles: Toggles;
};

type Style = {
  readonly id: string;
  readonly name: string;
  readonly basedOn: string | null;
  readonly xml: XmlElement;
};

const NOTHING: XmlElement = { name: 'w:style', attributes: {}, children: [], text: '' };
/** Outline level 9 means body text. */
const BODY_OUTLINE = 9;

export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #paragraphs = new Map<string, ParagraphStyle>();
  readonly #characters = new Map<string, Toggles>();
  #defaultParagraph = '';

  constructor(part: XmlElement | undefined) {
    for (const xml of part?.children ?? []) {
      if (xml.name !== 'w:style') continue;
      const id = xml.attributes['w:styleId'] ?? '';
      const name = childValue(xml, 'w:name') ?? id;
      this.#styles.set(id, { id, name, basedOn: childValue(xml, 'w:basedOn') ?? null, xml });
      const isDefault = ['1', 'true', 'on'].includes(xml.attributes['w:default'] ?? '');
      if (isDefault && xml.attributes['w:type'] === 'paragraph') this.#defaultParagraph = id;
    }
  }

  /** The name a person sees in Word's style list. */
  nameOf(id: string): string {
    return this.#styles.get(id)?.name ?? id;
  }

  paragraph(id: string | undefined): ParagraphStyle {
    const key = id ?? this.#defaultParagraph;
    const known = this.#paragraphs.get(key);
    if (known) return known;
    const chain = this.#chain(key);
    const { role, level } = meaning(chain);
    const style: ParagraphStyle = {
      id: key,
      role,
      level,
      numbering: {
        numId: first(chain, (xml) => childValue(numberingOf(xml), 'w:numId')),
        level: levelNumber(first(chain, (xml) => childValue(numberingOf(xml), 'w:ilvl'))),
      },
      alignment: first(chain, (xml) => childValue(child(xml, 'w:pPr'), 'w:jc')),
      toggles: toggles(chain.map((entry) => child(entry.xml, 'w:rPr'))),
    };
    this.#paragraphs.set(key, style);
    return style;
  }

  character(id: string | undefined): Toggles {
    const key = id ?? '';
    const known = this.#characters.get(key);
    if (known) return known;
    const found = toggles(this.#chain(key).map((entry) => child(entry.xml, 'w:rPr')));
    this.#characters.set(key, found);
    return found;
  }

  /** The style itself, then what it is based on; a circle in a broken file ends where it closes. */
  #chain(id: string): Style[] {
    const chain: Style[] = [];
    const seen = new Set<string>();
    let key: string | null = id;
    while (key !== null && key !== '' && !seen.has(key)) {
      seen.add(key);
      const style: Style = this.#styles.get(key) ?? { id: key, name: key, basedOn: null, xml: NOTHING };
      chain.push(style);
      key = style.basedOn;
    }
    return chain;
  }
}

/** The first style of the chain that says something wins, so that "Subtitle" based on "Title" is a subtitle. */
function meaning(chain: readonly Style[]): { role: ParagraphRole; level: number } {
  let mayBeHeading = true;
  for (const style of chain) {
    const outline = levelNumber(childValue(child(style.xml, 'w:pPr'), 'w:outlineLvl'));
    const named = meaningOfStyleName(style.name) ?? meaningOfStyleName(style.id);
    if (named && named.role !== 'heading') return named;
    if (mayBeHeading && outline !== undefined && outline < BODY_OUTLINE)
      return { role: 'heading', level: outline + 1 };
    if (outline !== undefined && outline >= BODY_OUTLINE) mayBeHeading = false;
    if (named && mayBeHeading) return named;
  }
  return { role: 'body', level: 0 };
}

function numberingOf(style: XmlElement): XmlElement | undefined {
  return child(child(style, 'w:pPr'), 'w:numPr');
}

function first<T>(chain: readonly Style[], read: (xml: XmlElement) => T | undefined): T | undefined {
  for (const style of chain) {
    const value = read(style.xml);
    if (value !== undefined) return value;
  }
  return undefined;
}

export function levelNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d$/u.test(value) ? Number(value) : undefined;
}

/** Later entries are only asked where earlier ones are silent. */
export function toggles(properties: readonly (XmlElement | undefined)[]): Toggles {
  const firstOf = <T>(read: (rPr: XmlElement) => T | undefined): T | undefined => {
    for (const rPr of properties) {
      const value = rPr && read(rPr);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return {
    bold: firstOf((rPr) => childFlag(rPr, 'w:b')),
    italic: firstOf((rPr) => childFlag(rPr, 'w:i')),
    hidden: firstOf((rPr) => childFlag(rPr, 'w:vanish')),
    strike: firstOf((rPr) => childFlag(rPr, 'w:strike') ?? childFlag(rPr, 'w:dstrike')),
    underline: firstOf((rPr) => childFlag(rPr, 'w:u')),
    vertical: firstOf((rPr) => verticalPosition(childValue(rPr, 'w:vertAlign'))),
    highlight: firstOf((rPr) => childFlag(rPr, 'w:highlight')),
    font: firstOf((rPr) => child(rPr, 'w:rFonts')?.attributes['w:ascii']),
  };
}

function verticalPosition(value: string | undefined): Toggles['vertical'] {
  return value === 'superscript' || value === 'subscript' || value === 'baseline' ? value : undefined;
}
