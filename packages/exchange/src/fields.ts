import { safeHref } from './links.js';
import { Refused } from './refusal.js';
import type { LossKind, LossLedger } from './losses.js';

/** What a field does to the words that it shows. */
type Effect = { readonly drop: boolean; readonly href: string | null };

type Field = { instruction: string; showing: boolean; effect: Effect };

const KEEP: Effect = { drop: false, href: null };
const DROP: Effect = { drop: true, href: null };
/** They show nothing, or a number that is part of the text anyway. */
const SILENT = new Set(['SEQ', 'XE', 'TC', 'TA', 'RD', 'SET', 'QUOTE', 'ASK', 'NOTEREF', 'STYLEREF', '=']);
/** Word nests a handful; looking through all open fields for every run must stay cheap. */
const DEEPEST = 100;
const CONTENTS = new Set(['TOC', 'TOA', 'INDEX']);
const OTHER_LOSSES: ReadonlyMap<string, LossKind> = new Map<string, LossKind>([
  ['FORMTEXT', 'form_field'],
  ['FORMCHECKBOX', 'form_field'],
  ['FORMDROPDOWN', 'form_field'],
  ['EQ', 'equation'],
  ['INCLUDEPICTURE', 'picture'],
  ['LINK', 'embedded_object'],
  ['EMBED', 'embedded_object'],
  ['DDE', 'embedded_object'],
  ['DDEAUTO', 'embedded_object'],
]);

/**
 * The fields that are open while the text is read. A field may run over many paragraphs (a table of contents
 * does) and hold others. Nothing is ever computed or fetched: the words that were last shown are what is read.
 */
export class Fields {
  readonly #open: Field[] = [];
  readonly #losses: LossLedger;

  constructor(losses: LossLedger) {
    this.#losses = losses;
  }

  begin(): void {
    if (this.#open.length >= DEEPEST) throw new Refused('damaged', 'fields inside fields without end');
    this.#open.push({ instruction: '', showing: false, effect: KEEP });
  }

  instruction(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.showing) field.instruction += text;
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (!field || field.showing) return;
    const inDropped = this.#dropping();
    field.showing = true;
    field.effect = this.simple(field.instruction, inDropped);
  }

  end(): void {
    const field = this.#open.pop();
    if (field && !field.showing) this.simple(field.instruction, this.#dropping());
  }

  /** True while words belong to an instruction or to something left out. */
  get hidden(): boolean {
    return this.#open.some((field) => !field.showing || field.effect.drop);
  }

  get href(): string | null {
    return this.#open.findLast((field) => field.effect.href !== null)?.effect.href ?? null;
  }

  /** A file that never closes a field must not swallow the rest of the text: a heading ends them all. */
  closeAll(): void {
    this.#open.length = 0;
  }

  /** The effect of one instruction, entered in the report unless it stands in something dropped already. */
  simple(instruction: string, quiet = this.#dropping()): Effect {
    const [keyword = '', ...words] = tokens(instruction);
    const name = keyword.toUpperCase();
    if (CONTENTS.has(name)) {
      if (!quiet) this.#losses.add('table_of_contents', instruction);
      return DROP;
    }
    if (name === 'HYPERLINK') return this.#link(words, quiet);
    if ((name === 'REF' || name === 'PAGEREF') && words.some((word) => word.toLowerCase() === '\\h')) {
      return { drop: false, href: safeHref('', words[0]) };
    }
    if (name !== '' && !SILENT.has(name) && !quiet) {
      this.#losses.add(OTHER_LOSSES.get(name) ?? 'field', name);
    }
    return KEEP;
  }

  #link(words: readonly string[], quiet: boolean): Effect {
    let target = '';
    let anchor: string | undefined;
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] ?? '';
      if (word === '\\l') anchor = words[(index += 1)];
      else if (word === '\\o' || word === '\\t') index += 1;
      else if (!word.startsWith('\\') && target === '') target = word;
    }
    const href = safeHref(target, anchor);
    if (href === null && !quiet) this.#losses.add('link', target);
    return { drop: false, href };
  }

  #dropping(): boolean {
    return this.#open.some((field) => field.effect.drop);
  }
}

function tokens(instruction: string): string[] {
  return Array.from(instruction.matchAll(/"([^"]*)"|(\S+)/gu), (match) => match[1] ?? match[2] ?? '');
}
