/** What a lab says at its end: figures to keep, and what is wrong, in sentences. None: all is well, its control included. */
export type LabResult = { readonly summary: object; readonly problems: readonly string[] };

export type Lab = (asked: readonly string[]) => Promise<LabResult>;

/** What was counted in several runs, together. */
export function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const each of counts)
    for (const [key, value] of Object.entries(each)) sum[key] = (sum[key] ?? 0) + value;
  return sum;
}
