import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { MarkedBlocks } from './highlights';
import { blockAround, blockIdOf, rangeOf } from './positions';

type TextPointer = {
  /** The words of a comment were pressed; of nested ones the innermost. */
  readonly onWords: (commentId: string) => void;
  readonly onHover: (commentId: string | null) => void;
  /** A paragraph was tapped with a finger, beside any words with comments. */
  readonly onTap: (block: HTMLElement) => void;
};

/** Pointing at the text. Painted words have no elements, so it is the rectangles of their ranges that are asked. */
export function useTextPointer(
  root: RefObject<HTMLElement | null>,
  text: unknown,
  marked: MarkedBlocks,
  pointer: TextPointer,
): void {
  const latest = useRef({ marked, pointer });
  useEffect(() => {
    latest.current = { marked, pointer };
  });
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let frame = 0;
    let hovered: string | null = null;
    const at = (event: MouseEvent) => commentAt(latest.current.marked, event);
    const click = (event: MouseEvent) => {
      if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('a, button')))
        return;
      const selection = document.getSelection();
      if (selection && !selection.isCollapsed) return;
      const comment = at(event);
      const block = event.target instanceof Node ? blockAround(event.target) : null;
      if (comment) latest.current.pointer.onWords(comment);
      else if (block && event instanceof PointerEvent && event.pointerType === 'touch')
        latest.current.pointer.onTap(block);
    };
    const move = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const comment = at(event);
        if (comment === hovered) return;
        hovered = comment;
        element.style.cursor = comment ? 'pointer' : '';
        latest.current.pointer.onHover(comment);
      });
    };
    const leave = () => {
      cancelAnimationFrame(frame);
      if (hovered === null) return;
      hovered = null;
      latest.current.pointer.onHover(null);
    };
    element.addEventListener('click', click);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('click', click);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
    };
  }, [root, text]);
}

function commentAt(marked: MarkedBlocks, { target, clientX, clientY }: MouseEvent): string | null {
  const block = target instanceof Node ? blockAround(target) : null;
  const spans = (block && marked.get(blockIdOf(block))) ?? [];
  const shortestFirst = spans.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const hit = shortestFirst.find(({ start, end }) =>
    [...((block && rangeOf(block, start, end)?.getClientRects()) ?? [])].some(
      ({ left, right, top, bottom }) =>
        left <= clientX && clientX <= right && top <= clientY && clientY <= bottom,
    ),
  );
  return hit?.key ?? null;
}
