import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { blockById, rangeOf } from '../profiles';
import { classes } from '../ui/classes';
import { stackNotes } from './margin-layout';
import styles from './margin.module.css';

/** Something that stands in the margin beside words of the text. */
export type MarginItem = {
  readonly key: string;
  readonly blockId: string;
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly node: ReactNode;
};

type MarginProps = {
  readonly text: RefObject<HTMLElement | null>;
  /** In the order of the text. */
  readonly items: readonly MarginItem[];
  /** Stands exactly beside its words. */
  readonly pinned: string | null;
  /** A line is drawn from this item to its words. */
  readonly led: string | null;
  readonly label: string;
  /** Anything whose change moves words: the content that is shown. */
  readonly content: unknown;
};

type Layout = {
  readonly tops: ReadonlyMap<string, number>;
  readonly height: number;
  readonly leader: string | null;
};
const empty: Layout = { tops: new Map(), height: 0, leader: null };
const gap = 2;

/** Notes beside their words. Positions are measured from the page and worked out by `stackNotes`. */
export function Margin({ text, items, pinned, led, label, content }: MarginProps) {
  const margin = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState(empty);
  const [settled, setSettled] = useState(false);

  const arrange = useCallback(() => {
    if (!margin.current || !text.current) return;
    const next = layoutOf(margin.current, text.current, items, pinned, led);
    setLayout((before) => (same(before, next) ? before : next));
  }, [text, items, pinned, led]);

  useLayoutEffect(() => {
    arrange();
    if (!margin.current || !text.current) return;
    const observer = new ResizeObserver(arrange);
    observer.observe(text.current);
    margin.current.querySelectorAll(`[data-margin-item]`).forEach((item) => observer.observe(item));
    return () => observer.disconnect();
  }, [arrange, text, content]);

  useLayoutEffect(() => {
    if (layout.tops.size === 0) return;
    // Notes glide when something changes, but do not fly in when the page opens.
    const frame = requestAnimationFrame(() => setSettled(true));
    return () => cancelAnimationFrame(frame);
  }, [layout]);

  return (
    <aside className={styles.margin} aria-label={label}>
      <div
        ref={margin}
        className={classes(styles.track, settled && styles.settled)}
        style={{ minBlockSize: layout.height }}
      >
        {layout.leader && (
          <svg className={styles.leader} aria-hidden="true">
            <path d={layout.leader} />
          </svg>
        )}
        <ol>
          {items.map(({ key, node }) => {
            const top = layout.tops.get(key);
            return (
              <li
                key={key}
                data-margin-item={key}
                className={styles.item}
                style={top === undefined ? { opacity: 0 } : { translate: `0 ${top}px` }}
                data-above={key === pinned || undefined}
              >
                {node}
              </li>
            );
          })}
        </ol>
      </div>
    </aside>
  );
}

function layoutOf(
  margin: HTMLElement,
  text: HTMLElement,
  items: readonly MarginItem[],
  pinned: string | null,
  led: string | null,
): Layout {
  const origin = margin.getBoundingClientRect();
  const notes = items.map(({ key, blockId, span }) => ({
    key,
    wanted: wordsTop(text, blockId, span) - origin.top - 4,
    height: itemOf(margin, key)?.offsetHeight ?? 0,
  }));
  const tops = stackNotes(notes, { gap, pinned });
  const bottoms = notes.map((note) => (tops.get(note.key) ?? 0) + note.height);
  return { tops, height: Math.max(0, ...bottoms), leader: leaderOf(text, items, tops, led, origin) };
}

function itemOf(margin: HTMLElement, key: string): HTMLElement | null {
  return margin.querySelector<HTMLElement>(`[data-margin-item="${CSS.escape(key)}"]`);
}

function wordsTop(text: HTMLElement, blockId: string, span: MarginItem['span']): number {
  const block = blockById(text, blockId);
  if (!block) return 0;
  const range = span && rangeOf(block, span.start, span.end);
  return (range?.getClientRects()[0] ?? block.getBoundingClientRect()).top;
}

/** From the end of the words' first line over to the note, in two straight strokes. */
function leaderOf(
  text: HTMLElement,
  items: readonly MarginItem[],
  tops: ReadonlyMap<string, number>,
  led: string | null,
  origin: DOMRect,
): string | null {
  const item = items.find(({ key }) => key === led);
  const block = item && blockById(text, item.blockId);
  if (!item || !block) return null;
  const range = item.span && rangeOf(block, item.span.start, item.span.end);
  const words = firstLineOf(range ? [...range.getClientRects()] : []) ?? block.getBoundingClientRect();
  const edge = text.getBoundingClientRect().right - origin.left;
  const from = {
    x: Math.min(words.right - origin.left, edge),
    y: Math.round(words.top + Math.min(words.height, 26) - origin.top) + 0.5,
  };
  const to = { x: 0, y: Math.round((tops.get(item.key) ?? 0) + 15) + 0.5 };
  const bend = Math.max(edge + 6, from.x);
  return `M${Math.round(from.x)} ${from.y} H${Math.round(bend)} L${to.x - 6} ${to.y} H${to.x}`;
}

/** The box of the first line of words; a line may consist of several runs (links, emphasis, around a note mark). */
function firstLineOf([first, ...rest]: readonly DOMRect[]): DOMRect | null {
  if (!first) return null;
  const line = rest.filter(({ top }) => Math.abs(top - first.top) < first.height / 2);
  const right = Math.max(first.right, ...line.map((run) => run.right));
  return new DOMRect(first.left, first.top, right - first.left, first.height);
}

function same(a: Layout, b: Layout): boolean {
  return (
    a.height === b.height &&
    a.leader === b.leader &&
    a.tops.size === b.tops.size &&
    [...a.tops].every(([key, top]) => b.tops.get(key) === top)
  );
}
