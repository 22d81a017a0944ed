/** Carries rings between nodes. A bus may lose, double and reorder: it tells where to look, the database what is there. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Doorbell, Ring } from './doorbell.js';

/** What a bus has to do. Nothing of it may throw into the commit that rang. */
export type Bus = {
  /** Rejects when the message may not have gone out. */
  publish(message: string): Promise<unknown>;
  /** `onMessage` also gets one's own messages; `onBack` says that something may have been missed until now. */
  subscribe(onMessage: (message: string) => void, onBack: () => void): void;
  close(): Promise<void>;
};

const carried = z.object({
  from: z.string(),
  rings: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('events'), consultationId: z.string() }),
      z.strictObject({ kind: z.literal('document'), name: z.string(), seq: z.int().nonnegative() }),
      z.strictObject({ kind: z.literal('revision'), variantId: z.string() }),
    ]),
  ),
});

const subjectOf = (ring: Ring): string =>
  ring.kind === 'events' ? ring.consultationId : ring.kind === 'document' ? ring.name : ring.variantId;

/**
 * Puts the bus behind the doorbell. One message is under way at a time; what is rung meanwhile goes into the next,
 * one ring per subject: a slow bus gets fewer messages, not a longer queue. What can't be carried is dropped.
 * @returns the function that takes the bus away and closes it.
 */
export function joinBus(doorbell: Doorbell, bus: Bus, onBack: () => void): () => Promise<void> {
  const node = randomUUID();
  let waiting = new Map<string, Ring>();
  let sending = false;

  async function send(): Promise<void> {
    sending = true;
    while (waiting.size > 0) {
      const rings = [...waiting.values()];
      waiting = new Map();
      // The other nodes' poll finds what is lost here.
      await bus.publish(JSON.stringify({ from: node, rings })).catch(() => undefined);
    }
    sending = false;
  }

  const stop = doorbell.carry((ring) => {
    waiting.set(`${ring.kind} ${subjectOf(ring)}`, ring);
    if (!sending) void send();
  });
  bus.subscribe((message) => {
    const { from, rings } = read(message);
    // One's own rings were heard when they were rung.
    if (from !== node) for (const ring of rings) doorbell.hear(ring);
  }, onBack);
  return () => {
    stop();
    return bus.close();
  };
}

/** Whatever else somebody sends over the same bus is no ring. */
function read(message: string): z.infer<typeof carried> {
  try {
    return carried.parse(JSON.parse(message));
  } catch {
    return { from: '', rings: [] };
  }
}
