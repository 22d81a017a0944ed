import { Suspense } from 'react';
import { lazyPage } from '../i18n/lazy-page';
import type { OriginDialogProps } from './origin-dialog';

const Later = lazyPage<OriginDialogProps>(() => import('./origin-dialog'), 'versions');

/** Fetched when somebody first asks where words come from. */
export const OriginDialog = (props: OriginDialogProps) => (
  <Suspense>
    <Later {...props} />
  </Suspense>
);
