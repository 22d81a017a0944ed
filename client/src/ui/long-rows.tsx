import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { MANY_ROWS, roomOf, STRETCH, stretchesOnPage } from './stretches';

type LongRowsProps = {
  readonly ids: readonly string[];
  readonly children: (id: string, index: number) => ReactNode;
  readonly columns: number;
  readonly className?: string | undefined;
  /** The row that is chosen: it stays on the page. */
  readonly chosen?: string | null;
  /** What the rows scroll in; otherwise the page. */
  readonly scroller?: RefObject<HTMLElement | null>;
};

/**
 * The rows of a table that may have thousands: beyond many, only the stretches near what is in view are on the page, with
 * that of the focus and that of the chosen row; the others keep their room. The table says how many there are
 * (`aria-rowcount`), each row which one it is (`aria-rowindex`).
 */
export function LongRows({ ids, children, columns, className, chosen = null, scroller }: LongRowsProps) {
  const many = ids.length > MANY_ROWS;
  const count = Math.ceil(ids.length / STRETCH);
  const first = useRef<HTMLTableSectionElement>(null);
  const [{ near, heights }, setView] = useState(beginning);
  const [focused, setFocused] = useState<string | null>(null);
  const shown = useMemo(() => {
    const kept = [chosen, focused].map((id) => (id === null ? -1 : ids.indexOf(id)));
    return stretchesOnPage(ids.length, near, kept);
  }, [ids, near, chosen, focused]);

  useEffect(() => {
    const table = tableOf(first.current);
    if (!many || !table) return;
    const observer = new IntersectionObserver((entries) => setView((before) => lookedAt(before, entries)), {
      root: scroller?.current ?? null,
      rootMargin: `${AROUND}px 0px`,
    });
    table.querySelectorAll(':scope > [data-stretch]').forEach((body) => observer.observe(body));
    return () => observer.disconnect();
  }, [many, count, scroller]);

  useEffect(() => {
    const table = tableOf(first.current);
    if (!table) return;
    const focus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest('[aria-rowindex]') : null;
      setFocused(ids[Number(row?.getAttribute('aria-rowindex') ?? 0) - FIRST_ROW] ?? null);
    };
    table.addEventListener('focusin', focus);
    return () => table.removeEventListener('focusin', focus);
  }, [ids]);

  useLayoutEffect(() => {
    const table = tableOf(first.current);
    if (many && table) keepWidths(table);
  }, [many, shown]);

  return Array.from({ length: count }, (_, stretch) => {
    const from = stretch * STRETCH;
    const here = shown.has(stretch);
    return (
      <tbody
        // A stretch is a place in the list: rows that join or leave move through it.
        key={stretch}
        ref={stretch === 0 ? first : undefined}
        className={className}
        data-stretch={stretch}
        aria-hidden={!here || undefined}
      >
        {here ? (
          ids.slice(from, from + STRETCH).map((id, index) => children(id, from + index))
        ) : (
          <tr>
            <td
              aria-hidden="true"
              colSpan={columns}
              style={{ padding: 0, border: 0, blockSize: roomOf(stretch, ids.length, heights) }}
            />
          </tr>
        )}
      </tbody>
    );
  });
}

type View = { readonly near: ReadonlySet<number>; readonly heights: ReadonlyMap<number, number> };

const beginning: View = { near: new Set([0, 1]), heights: new Map() };

/** Which stretches are near now, and how high those were that are about to leave. */
function lookedAt(before: View, entries: readonly IntersectionObserverEntry[]): View {
  const near = new Set(before.near);
  const heights = new Map(before.heights);
  for (const { target, isIntersecting, boundingClientRect } of entries) {
    const stretch = Number(target.getAttribute('data-stretch'));
    if (!target.hasAttribute('aria-hidden')) heights.set(stretch, boundingClientRect.height);
    if (isIntersecting) near.add(stretch);
    else near.delete(stretch);
  }
  return { near, heights };
}

const tableOf = (body: Element | null): HTMLTableElement | null => body?.closest('table') ?? null;

/** Pixels above and below what is in view. */
const AROUND = 800;

/** `aria-rowindex` of the first row below the head. */
export const FIRST_ROW = 2;

/** Columns are as wide as what is in them, and that comes and goes: they only grow, or the whole table would waver. */
function keepWidths(table: HTMLTableElement): void {
  const heads = [...table.querySelectorAll<HTMLElement>('thead th:not([data-fills])')];
  const widths = heads.map((head) => head.getBoundingClientRect().width);
  heads.forEach((head, index) => {
    head.style.minInlineSize = `${widths[index] ?? 0}px`;
  });
}
