import { useEffect, useMemo } from 'react';
import { atSignOut } from '../platform/session';
import { deviceStorage, unsentOf } from './unsent';
import type { Unsent } from './unsent';

/** Unsent text of one person in one consultation. Signing out takes it off the device, as it does with all drafts. */
export function useUnsentStore(consultationId: string, personId: string): Unsent {
  const unsent = useMemo(
    () => unsentOf(deviceStorage(window), consultationId, personId),
    [consultationId, personId],
  );
  useEffect(
    () =>
      atSignOut(async (leaving) => {
        if (leaving === personId) for (const form of unsent.forms()) unsent.forget(form);
      }),
    [unsent, personId],
  );
  return unsent;
}
