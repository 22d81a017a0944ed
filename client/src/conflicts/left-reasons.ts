import type { Unsent } from '../platform/unsent';
import { storedBoard } from './board-draft';

export type LeftReasons = {
  /** Under which name this device keeps them. */
  readonly form: string;
  readonly reasons: readonly { readonly laneId: string; readonly reason: string }[];
};

/** What a begun decision on the conflict of this comment said, as this device has kept it; null: nothing was written. */
export function leftReasons(unsent: Unsent, commentId: string): LeftReasons | null {
  for (const form of unsent.forms()) {
    if (!form.startsWith('conflict/')) continue;
    const { fates = {} } = storedBoard(unsent.read(form)) ?? {};
    if (!(commentId in fates)) continue;
    const reasons = Object.entries(fates).flatMap(([laneId, { reason }]) =>
      reason.trim() === '' ? [] : [{ laneId, reason }],
    );
    if (reasons.length > 0) return { form, reasons };
  }
  return null;
}
