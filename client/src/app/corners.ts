import type { ReadingConsultationQuery } from '@concord/schema';

type Consultation = NonNullable<ReadingConsultationQuery['consultation']>;

type Corner = {
  /** Its name in addresses and in messages: `/c/:slug/inbox`, `app.nav.inbox`. */
  readonly id: string;
  /** For whom it is there; left out: for everybody who takes part. */
  readonly shown?: (consultation: Consultation) => boolean;
  /** Something there can wait for the person: a count stands beside its name. */
  readonly waits?: boolean;
};

/** The pages of a consultation beside its document, in the order of the navigation. */
export const corners: readonly Corner[] = [
  { id: 'desk', shown: ({ may }) => may.comment },
  {
    id: 'clearing',
    shown: ({ may }) => may.comment,
    waits: true,
  },
  { id: 'comments' },
  { id: 'round' },
  { id: 'outcomes', shown: ({ may }) => may.comment, waits: true },
  { id: 'inbox', shown: ({ may }) => may.decide },
  { id: 'conflicts' },
  { id: 'versions' },
  { id: 'import', shown: ({ may }) => may.import },
  { id: 'people' },
  // Entered from the people and organisations.
  { id: 'audit', shown: () => false },
];

/** Which corner an address is in; null: the document itself, whose sections are one page. */
export function cornerOf(path: string): string | null {
  const [, c, , corner] = path.split('/');
  return c === 'c' && corners.some(({ id }) => id === corner) ? (corner ?? null) : null;
}
