/** Up to which event what a page shows is right, by consultation and by place within it. */
export type Reached = {
  /** Where a page that opens here goes on; `cursor` is where its consultation stood when it was fetched. */
  readonly start: (consultationId: string, place: string, cursor: string) => string;
  readonly reach: (consultationId: string, place: string, cursor: string) => void;
};

export function createReached(): Reached {
  const cursors = new Map<string, string>();
  const reach: Reached['reach'] = (consultationId, place, cursor) => {
    cursors.set(`${consultationId} ${place}`, cursor);
    cursors.set(consultationId, cursor);
  };
  return {
    start: (consultationId, place, cursor) => {
      // A place that is new is fetched now, so it is right up to the last event that came anywhere.
      const here = cursors.get(`${consultationId} ${place}`) ?? cursors.get(consultationId) ?? cursor;
      cursors.set(`${consultationId} ${place}`, here);
      return here;
    },
    reach,
  };
}
