/**
 * What of a Word file could not be carried, or was carried in a plainer form. A closed list, so that the
 * server has a sentence for each in every language.
 */
export const lossKinds = [
  /** Left out. */
  'picture',
  'chart',
  'diagram',
  'drawing',
  'embedded_object',
  'header_footer',
  'table_of_contents',
  'hidden_text',
  'comment',
  'bookmark',
  /** The text is kept, the construct is not. */
  'equation',
  'field',
  'form_field',
  'symbol',
  'link',
  'strikethrough',
  'highlight',
  'deep_heading',
  'automatic_number',
  'number_format',
  'nested_table',
  'list_in_table',
  'box_structure',
  'note_structure',
  'endnote',
  /** Read as if accepted. */
  'tracked_change',
  'tracked_formatting',
] as const;

export type LossKind = (typeof lossKinds)[number];

export type Loss = { readonly kind: LossKind; readonly count: number; readonly examples: string[] };

const EXAMPLES = 5;
const EXAMPLE_LENGTH = 80;

export class LossLedger {
  readonly #found = new Map<LossKind, { count: number; examples: string[] }>();

  /** `example` is a piece of the file's own text that helps a person find the place; it may be empty. */
  add(kind: LossKind, example = ''): void {
    const entry = this.#found.get(kind) ?? { count: 0, examples: [] };
    this.#found.set(kind, entry);
    entry.count += 1;
    const short = shorten(example);
    if (short !== '' && entry.examples.length < EXAMPLES && !entry.examples.includes(short)) {
      entry.examples.push(short);
    }
  }

  /** In the order of `lossKinds`, so that the same file always gives the same report. */
  report(): Loss[] {
    return lossKinds.flatMap((kind) => {
      const entry = this.#found.get(kind);
      return entry ? [{ kind, count: entry.count, examples: entry.examples }] : [];
    });
  }
}

function shorten(example: string): string {
  const text = example
    .slice(0, 10 * EXAMPLE_LENGTH)
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(text);
  return characters.length <= EXAMPLE_LENGTH ? text : `${characters.slice(0, EXAMPLE_LENGTH - 1).join('')}…`;
}
