import { useCallback, useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { blockById } from './positions';

/** A comment that came while the page was open, and where its words are. */
export type Arrival = { readonly commentId: string; readonly blockId: string };

/** Comments that came outside of what is in view; each is forgotten once its paragraph has been seen. */
export function useArrivals(root: RefObject<HTMLElement | null>, text: unknown) {
  const [unseen, setUnseen] = useState<readonly Arrival[]>([]);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());

  const arrive = useCallback((arrival: Arrival) => {
    setIds((before) => new Set(before).add(arrival.commentId));
    setUnseen((before) => [...before, arrival]);
  }, []);

  useEffect(() => {
    if (unseen.length === 0 || !root.current) return;
    const seen = new IntersectionObserver((entries) => {
      const blocks = entries.filter((entry) => entry.isIntersecting).map(({ target }) => target);
      if (blocks.length === 0) return;
      setUnseen((before) => before.filter(({ blockId }) => !blocks.some((block) => block.id === blockId)));
    });
    for (const { blockId } of unseen) {
      const block = blockById(root.current, blockId);
      if (block) seen.observe(block);
    }
    return () => seen.disconnect();
  }, [root, text, unseen]);

  return { ids, unseen, arrive };
}

/** Whether the words of an arrival are above what is in view. */
export function isAbove(root: HTMLElement, { blockId }: Arrival): boolean {
  return (blockById(root, blockId)?.getBoundingClientRect().bottom ?? 0) < 0;
}
