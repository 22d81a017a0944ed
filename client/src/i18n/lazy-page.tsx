import type { ComponentType } from 'react';
import { lazy } from 'react';
import { patiently } from './patiently';
import { LateWords } from './provider';

/** A page that is fetched when its address is opened, or a moment before. */
export type LazyPage<Props> = ComponentType<Props> & { readonly preload: () => void };

/** `feature` names the folder whose words come with the page instead of with the catalog. */
export function lazyPage<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  feature?: string,
): LazyPage<Props> {
  let pending: Promise<{ default: ComponentType<Props> }> | undefined;
  const fetchOnce = () => {
    pending ??= patiently(load);
    return pending;
  };
  const Page = lazy(fetchOnce) as unknown as ComponentType<Props>;
  const withWords = (props: Props) => (
    <LateWords feature={feature ?? ''}>
      <Page {...props} />
    </LateWords>
  );
  return Object.assign(feature === undefined ? Page : withWords, {
    preload: () => void fetchOnce().catch(() => undefined),
  });
}
