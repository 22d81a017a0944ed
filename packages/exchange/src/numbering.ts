import type { Styles } from './styles.js';
import { levelNumber } from './styles.js';
import type { XmlElement } from './xml.js';
import { child, childValue } from './xml.js';

export type ListPlace = {
  /** 0 is the outermost. */
  readonly level: number;
  readonly kind: 'bullet' | 'ordered';
  /** What Word would print before an ordered item; 0 for a bullet. */
  readonly number: number;
  /** `decimal`, `lowerLetter` … */
  readonly format: string;
  /** Two places count on together only when this is equal. */
  readonly sequence: string;
};

export type Numbered =
  | ListPlace
  /** A level without any mark: text that belongs to the item before it. */
  | { readonly kind: 'continuation'; readonly level: number }
  /** A printed label that is not a list, such as "Article 5" before a heading. */
  | { readonly kind: 'label' }
  | null;

type Level = {
  readonly format: string;
  readonly text: string;
  readonly start: number;
  readonly style: string | null;
};
type Instance = { readonly abstractId: string; readonly restarts: ReadonlyMap<number, number> };

const LEVELS = 9;
/** Beyond it a counter is nonsense or an attack; Word itself stops earlier. */
const LARGEST_NUMBER = 1_000_000;

/** numbering.xml, and the counters of the lists while the text is read from top to bottom. */
export class Numbering {
  readonly #abstracts = new Map<string, Map<number, Level>>();
  readonly #instances = new Map<string, Instance>();
  readonly #counters = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();

  constructor(part: XmlElement | undefined, styles: Styles) {
    const linked: [string, string][] = [];
    for (const xml of part?.children ?? []) {
      if (xml.name === 'w:abstractNum') {
        const id = xml.attributes['w:abstractNumId'] ?? '';
        this.#abstracts.set(id, levelsOf(xml));
        const link = childValue(xml, 'w:numStyleLink');
        if (link !== undefined) linked.push([id, link]);
      }
      if (xml.name === 'w:num') this.#instances.set(xml.attributes['w:numId'] ?? '', instanceOf(xml));
    }
    for (const [id, style] of linked) {
      const target = this.#instances.get(styles.paragraph(style).numbering.numId ?? '')?.abstractId;
      const levels = target === undefined ? undefined : this.#abstracts.get(target);
      if (levels) this.#abstracts.set(id, levels);
    }
  }

  /** Where a paragraph stands, counting it. `styleId` finds the level when the numbering comes from the style. */
  place(numId: string | undefined, level: number | undefined, styleId: string): Numbered {
    const instance = numId === undefined || numId === '0' ? undefined : this.#instances.get(numId);
    if (numId === undefined || !instance) return null;
    const levels = this.#abstracts.get(instance.abstractId);
    const depth = level ?? levelOfStyle(levels, styleId) ?? 0;
    const found = levels?.get(depth);
    if (!found) return null;
    const blank = found.text.replace(/[\s\u200B\uFEFF]/gu, '') === '';
    if (found.format === 'bullet') {
      if (blank) return { kind: 'continuation', level: depth };
      return { kind: 'bullet', level: depth, number: 0, format: 'bullet', sequence: numId };
    }
    if (found.format === 'none' || blank)
      return blank ? { kind: 'continuation', level: depth } : { kind: 'label' };
    const number = this.#count(numId, instance, depth, found.start);
    return { kind: 'ordered', level: depth, number, format: found.format, sequence: instance.abstractId };
  }

  /** Lists that share an abstract numbering count on; a restart takes effect where its list is first used. */
  #count(numId: string, instance: Instance, depth: number, start: number): number {
    const counters = this.#counters.get(instance.abstractId) ?? [];
    this.#counters.set(instance.abstractId, counters);
    const use = `${numId}/${depth}`;
    const restart = this.#started.has(use) ? undefined : instance.restarts.get(depth);
    this.#started.add(use);
    const last = counters[depth];
    const next = restart ?? (last === undefined ? start : last + 1);
    counters.length = depth;
    counters[depth] = Math.min(next, LARGEST_NUMBER);
    return counters[depth];
  }
}

function levelsOf(abstract: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const xml of abstract.children) {
    const depth = xml.name === 'w:lvl' ? levelNumber(xml.attributes['w:ilvl']) : undefined;
    if (depth === undefined || depth >= LEVELS) continue;
    levels.set(depth, {
      format: childValue(xml, 'w:numFmt') ?? 'decimal',
      text: childValue(xml, 'w:lvlText') ?? '',
      start: wholeNumber(childValue(xml, 'w:start')) ?? 1,
      style: childValue(xml, 'w:pStyle') ?? null,
    });
  }
  return levels;
}

function instanceOf(num: XmlElement): Instance {
  const restarts = new Map<number, number>();
  for (const override of num.children) {
    const depth = override.name === 'w:lvlOverride' ? levelNumber(override.attributes['w:ilvl']) : undefined;
    const start =
      wholeNumber(childValue(override, 'w:startOverride')) ??
      wholeNumber(childValue(child(override, 'w:lvl'), 'w:start'));
    if (depth !== undefined && start !== undefined) restarts.set(depth, start);
  }
  return { abstractId: childValue(num, 'w:abstractNumId') ?? '', restarts };
}

function levelOfStyle(levels: ReadonlyMap<number, Level> | undefined, styleId: string): number | undefined {
  for (const [depth, level] of levels ?? []) if (level.style === styleId) return depth;
  return undefined;
}

function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/u.test(value) ? Number(value) : undefined;
}
