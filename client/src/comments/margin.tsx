import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { blockById, rangeOf } from '../profiles';
import { classes } from '../ui/classes';
import { stackNotes } from './margin-layout';
import { MANY, notesInView, viewOf } from './margin-window';
import { noteId } from './notes';
import { wordsTops } from './words-tops';
import styles from './margin.module.css';

/** Something that stands in the margin beside words of the text. */
export type MarginItem = {
  readonly key: string;
  readonly blockId: string;
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly node: ReactNode;
};

/** A note to give the focus to; another object asks anew. */
export type Sought = { readonly key: string };

type MarginProps = {
  readonly text: RefObject<HTMLElement | null>;
  /** In the order of the text. */
  readonly items: readonly MarginItem[];
  /** Stands exactly beside its words. */
  readonly pinned: string | null;
  /** A line is drawn from this item to its words. */
  readonly led: string | null;
  readonly sought: Sought | null;
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

/**
 * Notes beside their words. Positions are measured from the page and worked out by `stackNotes`; of very many notes only
 * those near what is in view are on the page, the others keep their room.
 */
export const Margin = memo(function Margin({
  text,
  items,
  pinned,
  led,
  sought,
  label,
  content,
}: MarginProps) {
  const margin = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState(empty);
  const [settled, setSettled] = useState(false);
  const [view, setView] = useState(() => viewOf(0, window.innerHeight));
  const [focused, setFocused] = useState<string | null>(null);
  const topOf = useRef<ReturnType<typeof wordsTops>>(null);
  const folded = useRef(FOLDED);
  const many = items.length > MANY;
  const shown = useMemo(
    () =>
      notesInView(
        items.map(({ key }) => key),
        layout.tops,
        view,
        [pinned, led, focused, sought?.key ?? null],
      ),
    [items, layout.tops, view, pinned, led, focused, sought],
  );

  const arrange = useCallback(() => {
    if (!margin.current || !text.current) return;
    topOf.current ??= wordsTops();
    const heights = heightsIn(margin.current);
    // A folded note is one line; the lowest on the page is one, or all of them are open.
    if (heights.size > 0) folded.current = Math.min(...heights.values());
    const origin = margin.current.getBoundingClientRect();
    const down = text.current.getBoundingClientRect().top - origin.top - 4;
    const wanted = topOf.current(text.current, items);
    const notes = items.map((item) => ({
      key: item.key,
      wanted: wanted(item) + down,
      height: heights.get(item.key) ?? folded.current,
    }));
    const tops = stackNotes(notes, { gap, pinned });
    const last = notes.at(-1);
    const height = last ? (tops.get(last.key) ?? 0) + last.height : 0;
    const next = { tops, height, leader: leaderOf(text.current, items, tops, led, origin) };
    setLayout((before) => (same(before, next) ? before : next));
  }, [text, items, pinned, led]);

  useLayoutEffect(() => {
    arrange();
    if (!margin.current || !text.current) return;
    const observer = new ResizeObserver(arrange);
    observer.observe(text.current);
    margin.current.querySelectorAll(`[data-margin-item]`).forEach((item) => observer.observe(item));
    return () => observer.disconnect();
  }, [arrange, text, content, shown]);

  useEffect(() => {
    if (!many) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const top = -(margin.current?.getBoundingClientRect().top ?? 0);
      const next = viewOf(top, window.innerHeight);
      setView((before) => (before.from === next.from && before.to === next.to ? before : next));
    };
    const soon = () => {
      frame ||= requestAnimationFrame(look);
    };
    soon();
    window.addEventListener('scroll', soon, { passive: true });
    window.addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', soon);
      window.removeEventListener('resize', soon);
    };
  }, [many]);

  useLayoutEffect(() => {
    if (layout.tops.size === 0) return;
    // Notes glide when something changes, but do not fly in when the page opens.
    const frame = requestAnimationFrame(() => setSettled(true));
    return () => cancelAnimationFrame(frame);
  }, [layout]);

  useEffect(() => {
    if (sought) document.getElementById(noteId(sought.key))?.focus({ preventScroll: true });
  }, [sought]);

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
          {items.map(({ key, node }, index) => {
            if (!shown.has(index)) return null;
            const top = layout.tops.get(key);
            return (
              <li
                key={key}
                data-margin-item={key}
                className={styles.item}
                style={top === undefined ? { opacity: 0 } : { translate: `0 ${top}px` }}
                data-above={key === pinned || undefined}
                // What is not on the page is counted all the same.
                {...(many && {
                  'aria-setsize': items.length,
                  'aria-posinset': index + 1,
                  onFocus: () => setFocused(key),
                })}
              >
                {node}
              </li>
            );
          })}
        </ol>
      </div>
    </aside>
  );
});

/** Until one was measured: the height of a folded note. */
const FOLDED = 32;

const heightsIn = (margin: HTMLElement): ReadonlyMap<string, number> =>
  new Map(
    [...margin.querySelectorAll<HTMLElement>('[data-margin-item]')].map((item) => [
      item.dataset['marginItem'] ?? '',
      item.offsetHeight,
    ]),
  );

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
