import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { createStore } from '../platform/store';
import type { Store } from '../platform/store';
import { blockIdOf } from './positions';
import { driftOf, placeAt } from './reading-place';
import type { ReadingPlace } from './reading-place';

/** Below the page's header and a little air: where the eye is when somebody reads on. */
const readingLine = 96;

export type Whereabouts = {
  /** The heading of the part that is being read. */
  readonly heading: string | null;
  /** How much of the section has been read, in steps of five percent: with every change the browser paints all marked words anew. */
  readonly percent: number;
};

/**
 * Keeps what a person reads where it is. Whenever `text` changes (somebody's edit, another language), the block in view
 * stays at its height on the screen. A new `section` begins at its top. Where the person is changes with every few pixels of
 * scrolling: whoever shows it watches the store, and nothing else is drawn again.
 */
export function useReadingPlace(
  root: RefObject<HTMLElement | null>,
  section: string | null,
  text: unknown,
): Store<Whereabouts> {
  const place = useRef<{ section: string | null; place: ReadingPlace } | null>(null);
  const [whereabouts] = useState(() => createStore<Whereabouts>({ heading: null, percent: 0 }));

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const keep = () => {
      if (place.current?.section !== section) return;
      const drift = driftOf(element, place.current.place, readingLine);
      // Less than a pixel is rounding, and scrolling by it would add up.
      if (Math.abs(drift) >= 1) window.scrollBy({ top: drift, behavior: 'instant' });
    };
    keep();
    // Fonts that come later, another width, a sheet: whatever makes the text longer or shorter.
    const observer = new ResizeObserver(keep);
    observer.observe(element);
    return () => observer.disconnect();
  }, [root, section, text]);

  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      if (!root.current) return;
      const seen = placeAt(root.current, readingLine);
      // At the very top nothing has been read: growing text should push down from there, as everywhere on the web.
      place.current = seen && window.scrollY > 0 ? { section, place: seen } : null;
      const before = whereabouts.get();
      const now = whereaboutsIn(root.current);
      if (now.heading !== before.heading || now.percent !== before.percent) whereabouts.set(now);
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
  }, [root, section, text, whereabouts]);

  return whereabouts;
}

function whereaboutsIn(root: HTMLElement): Whereabouts {
  const headings = [...root.querySelectorAll<HTMLElement>(':is(h1, h2, h3, h4)[data-block]')];
  const passed = headings.findLast((heading) => heading.getBoundingClientRect().top <= readingLine + 40);
  const current = passed ?? headings[0];
  const { top, height } = root.getBoundingClientRect();
  const room = height - (window.innerHeight - readingLine);
  const read = room <= 0 ? 1 : (readingLine - top) / room;
  return {
    heading: current ? blockIdOf(current) : null,
    percent: Math.round(Math.min(Math.max(read, 0), 1) * 20) * 5,
  };
}
