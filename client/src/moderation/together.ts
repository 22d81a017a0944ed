/** One decision after the other, each for itself: what is refused leaves the others as they are. */

export type Settled = { readonly commentId: string; readonly refused: string | null };

/**
 * Decides on each in turn. `send` tells why it was refused, or null; `onSettled` hears of each as it comes. Stops, after
 * the one under way, once `stopped` says so: those left over are in no answer and can be sent again under their keys.
 */
export async function decideEach<Item extends { readonly commentId: string }>(
  items: readonly Item[],
  send: (item: Item) => Promise<string | null>,
  onSettled: (settled: Settled) => void,
  stopped: () => boolean,
): Promise<readonly Settled[]> {
  const all: Settled[] = [];
  for (const item of items) {
    if (stopped()) break;
    const settled = { commentId: item.commentId, refused: await send(item) };
    all.push(settled);
    onSettled(settled);
  }
  return all;
}
