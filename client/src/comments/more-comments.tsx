import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { useText } from '../i18n/provider';
import { Button } from '../ui/button';

type MoreCommentsProps = {
  readonly busy: boolean;
  /** Where the list ends by now: each end is reached once, so that a page that failed waits to be asked for. */
  readonly end: string | null;
  readonly onMore: () => Promise<void>;
  /** What the list scrolls in; otherwise the page. */
  readonly scroller?: RefObject<HTMLElement | null>;
};

/** The end of a list of which there is more: whoever scrolls near it gets the next page, keys and speech a button. */
export function MoreComments({ busy, end, onMore, scroller }: MoreCommentsProps) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    let asked = false;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting || asked) return;
        asked = true;
        void onMore();
      },
      { root: scroller?.current ?? null, rootMargin: '600px 0px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
    // `onMore` is another one at each end.
  }, [end, onMore, scroller]);
  return (
    <div ref={place}>
      <Button size="small" busy={busy} onClick={() => void onMore()}>
        {t('comments.page.more')}
      </Button>
    </div>
  );
}
