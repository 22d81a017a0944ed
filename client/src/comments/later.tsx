import { Suspense } from 'react';
import type { ComponentType } from 'react';
import { lazyPage } from '../i18n/lazy-page';
import { Skeleton } from '../ui/progress';

/** Parts that few people ever open: a reader does not download them, nor their words. */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  fallback = <Skeleton lines={4} />,
  words = 'comments/acts',
) {
  const Part = lazyPage(load, words);
  return function LaterPart(props: Props) {
    return (
      <Suspense fallback={fallback}>
        <Part {...props} />
      </Suspense>
    );
  };
}
