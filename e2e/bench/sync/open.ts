/** How long it takes until somebody has the text: first after a start, again, and two hundred at once. */
import { setTimeout as pause } from 'node:timers/promises';
import { openClient, type Client } from './client.ts';
import { until } from './fan-out.ts';
import { quiet, type Contestant, type RunningContestant } from './processes.ts';
import { median } from './times.ts';

export type Opening = {
  /** Milliseconds until the whole text was there. */
  readonly cold: number;
  readonly warm: number;
  readonly burstP50: number;
  readonly burstLast: number;
  /** Milliseconds of the server's processor per open in the burst, PostgreSQL apart. */
  readonly burstCpu: number;
  readonly burstPostgres: number;
};

/** The contestant must have been started a moment ago, and nobody may have opened the document yet. */
export async function opening(
  contestant: Contestant,
  running: RunningContestant,
  document: string,
  state: Uint8Array,
  joiners: number,
): Promise<Opening> {
  await running.prepare(document, state);
  const clients: Client[] = [];
  const join = async (): Promise<number> => {
    const began = performance.now();
    let took = 0;
    const client = await openClient(running.port, contestant.dialect.path(document), (payload) => {
      const heard = contestant.dialect.read(payload, document);
      if (heard.kind === 'state' && heard.bytes.length >= state.length * 0.9)
        took = performance.now() - began;
    });
    clients.push(client);
    contestant.dialect.greet(client, document);
    await until(
      () => took > 0,
      30_000,
      () => 'the text',
    );
    return took;
  };
  try {
    const cold = await join();
    const again: number[] = [];
    for (let index = 0; index < 9; index += 1) again.push(await join());
    await pause(200);
    const before = await running.usage();
    const burst = await Promise.all(Array.from({ length: joiners }, join));
    const after = await running.usage();
    return {
      cold,
      warm: median(again),
      burstP50: median(burst),
      burstLast: Math.max(...burst),
      burstCpu: (after.cpu - before.cpu) / joiners / 1000,
      burstPostgres: (after.postgresCpu - before.postgresCpu) / joiners / 1000,
    };
  } finally {
    for (const client of clients) client.close();
    await quiet(running);
  }
}
