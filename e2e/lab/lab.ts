/** What a lab says at its end: figures to keep, and what is wrong, in sentences. None: all is well, its control included. */
export type LabResult = { readonly summary: object; readonly problems: readonly string[] };

export type Lab = (asked: readonly string[]) => Promise<LabResult>;
