import { useMemo } from 'react';
import { deviceStorage, unsentOf } from '../platform/unsent';
import type { Unsent } from '../platform/unsent';

/** Unsent text of one person in one consultation. Signing out takes it off the device, as it does with all drafts. */
export function useUnsentStore(consultationId: string, personId: string): Unsent {
  return useMemo(() => unsentOf(deviceStorage(window), consultationId, personId), [consultationId, personId]);
}
