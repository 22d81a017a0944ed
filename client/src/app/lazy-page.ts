import type { ComponentType } from 'react';
import { lazy } from 'react';

/** A page that is fetched when its address is opened, or a moment before. */
export type LazyPage<Props> = ComponentType<Props> & { readonly preload: () => void };

/** One lost packet should not cost a page: the fetch is tried once more before the error is shown. */
export function lazyPage<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyPage<Props> {
  let pending: Promise<{ default: ComponentType<Props> }> | undefined;
  const fetchOnce = () => {
    pending ??= load().catch(() => load());
    return pending;
  };
  const page = lazy(fetchOnce) as unknown as ComponentType<Props>;
  return Object.assign(page, { preload: () => void fetchOnce().catch(() => undefined) });
}
