import { Suspense } from 'react';
import { lazyPage } from '../i18n/lazy-page';
import type { KeysDialogProps } from './keys/keys-dialog';
import type { SuggestLayerProps } from './proposing/suggest-layer';

const Keys = lazyPage(() => import('./keys/keys-dialog'), 'profiles/keys');

/** The list of keys: asked for by few, once. */
export function KeysDialog(props: KeysDialogProps) {
  return (
    <Suspense fallback={null}>
      <Keys {...props} />
    </Suspense>
  );
}

const Layer = lazyPage(() => import('./proposing/suggest-layer'), 'comments/proposing');

/** Suggest mode, for those who turn it on. */
export function SuggestLayer(props: SuggestLayerProps) {
  return (
    <Suspense fallback={null}>
      <Layer {...props} />
    </Suspense>
  );
}
