/** How often a person may change something. People never notice it; a script that runs wild does. */
export type WriteRate = {
  /** Whether this write may happen, and counts it. Whoever is nobody yet is counted elsewhere (AC1). */
  allows(personId: string | null): boolean;
};

const MINUTE_MS = 60_000;
/** More people than write within one minute. */
const MOST_PEOPLE = 20_000;

/** A minute's worth may come at once; then as many as the minute gives. `perMinute` 0 is without a bound. */
export function createWriteRate(perMinute: number, now: () => number): WriteRate {
  const each = MINUTE_MS / perMinute;
  /** When a person will have paid for all that they wrote. */
  const paid = new Map<string, number>();

  function forgetThePaid(at: number): void {
    for (const [personId, until] of paid) if (until <= at) paid.delete(personId);
  }

  return {
    allows(personId) {
      if (perMinute === 0 || personId === null) return true;
      const at = now();
      const until = Math.max(paid.get(personId) ?? at, at) + each;
      if (until > at + MINUTE_MS) return false;
      if (paid.size >= MOST_PEOPLE) forgetThePaid(at);
      paid.set(personId, until);
      return true;
    },
  };
}
