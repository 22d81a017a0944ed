import type { InlineNode, Mark } from '@concord/document/model';

const SPACE = /[ \t]/u;

/** Collects the inline nodes of one paragraph: joins text of equal marks, and trims at the end. */
export class Words {
  readonly #nodes: InlineNode[] = [];

  text(text: string, marks: readonly Mark[]): void {
    if (text === '') return;
    const last = this.#nodes.at(-1);
    if (last?.type === 'text' && sameMarks(last.marks ?? [], marks)) {
      this.#nodes[this.#nodes.length - 1] = textNode(last.text + text, marks);
    } else {
      this.#nodes.push(textNode(text, marks));
    }
  }

  hardBreak(): void {
    this.#nodes.push({ type: 'hardBreak' });
  }

  footnoteRef(note: string): void {
    this.#nodes.push({ type: 'footnoteRef', attrs: { note } });
  }

  append(nodes: readonly InlineNode[]): void {
    for (const node of nodes) {
      if (node.type === 'text') this.text(node.text, node.marks ?? []);
      else this.#nodes.push(node);
    }
  }

  /** As collected, with white space at both ends. */
  all(): InlineNode[] {
    return [...this.#nodes];
  }

  /** Without white space and line breaks at both ends: in Word they are layout. */
  finish(): InlineNode[] {
    return trimEnd(trimStart(this.#nodes));
  }
}

function trimStart(nodes: readonly InlineNode[]): InlineNode[] {
  const kept: InlineNode[] = [];
  let atStart = true;
  for (const node of nodes) {
    const text = node.type === 'text' && atStart ? node.text.replace(/^[ \t]+/u, '') : null;
    if (atStart && (node.type === 'hardBreak' || text === '')) continue;
    if (node.type !== 'footnoteRef') atStart = false;
    kept.push(node.type === 'text' && text !== null ? textNode(text, node.marks ?? []) : node);
  }
  return kept;
}

function trimEnd(nodes: readonly InlineNode[]): InlineNode[] {
  const kept: InlineNode[] = [];
  let atEnd = true;
  for (const node of nodes.toReversed()) {
    const text = node.type === 'text' && atEnd ? trimmedEnd(node.text) : null;
    if (atEnd && (node.type === 'hardBreak' || text === '')) continue;
    if (node.type !== 'footnoteRef') atEnd = false;
    kept.push(node.type === 'text' && text !== null ? textNode(text, node.marks ?? []) : node);
  }
  return kept.toReversed();
}

/** By hand: a regular expression for trailing space takes quadratic time on a hostile run of spaces. */
function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

export function textNode(text: string, marks: readonly Mark[]): InlineNode {
  return marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };
}

export function sameMarks(left: readonly Mark[], right: readonly Mark[]): boolean {
  return (
    left.length === right.length &&
    left.every((mark, index) => {
      const other = right[index];
      if (!other || other.type !== mark.type) return false;
      return mark.type !== 'link' || (other.type === 'link' && other.attrs.href === mark.attrs.href);
    })
  );
}
