import { Suspense } from 'react';
import { lazyPage } from '../i18n/lazy-page';
import type { CorrectionDialogProps } from './correction-dialog';
import type { OriginDialogProps } from './origin-dialog';

const LaterOrigin = lazyPage<OriginDialogProps>(() => import('./origin-dialog'), 'versions');
const LaterCorrection = lazyPage<CorrectionDialogProps>(() => import('./correction-dialog'), 'versions');

/** Fetched when somebody first asks where words come from. */
export const OriginDialog = (props: OriginDialogProps) => (
  <Suspense>
    <LaterOrigin {...props} />
  </Suspense>
);

export const CorrectionDialog = (props: CorrectionDialogProps) => (
  <Suspense>
    <LaterCorrection {...props} />
  </Suspense>
);
