/** What a connection and a document cost in memory while nothing happens. In a process of its own: memory has a past. */
import { setTimeout as pause } from 'node:timers/promises';
import { openClient, type Client } from './client.ts';
import { until } from './fan-out.ts';
import { startContestant, type Contestant } from './processes.ts';

export type Idle = {
  /** Megabytes of 1,000,000 bytes after the start, with a few clients. */
  readonly bareMb: number;
  /** Kilobytes of 1000 bytes per connection that has a short document open. */
  readonly connectionKb: number;
  /** Megabytes that a long history takes while one client has it open: of several, so that buffers count once. */
  readonly documentMb: number;
  /** Megabytes above the start after everybody has left. */
  readonly leftMb: number;
};

const LONG = Array.from({ length: 5 }, (_, nth) => `bench/long-${nth}`);

export async function idle(
  contestant: Contestant,
  short: Uint8Array,
  long: Uint8Array,
  connections: number,
): Promise<Idle> {
  const running = await startContestant(contestant);
  const clients: Client[] = [];
  const join = async (document: string): Promise<Client> => {
    let there = false;
    const client = await openClient(running.port, contestant.dialect.path(document), (payload) => {
      if (contestant.dialect.read(payload, document).kind === 'state') there = true;
    });
    clients.push(client);
    contestant.dialect.greet(client, document);
    await until(
      () => there,
      20_000,
      () => 'the document',
    );
    return client;
  };
  const settled = async (): Promise<number> => {
    await pause(300);
    await running.usage(true);
    await pause(100);
    return (await running.usage(true)).rss;
  };
  try {
    await running.prepare('bench/short', short);
    for (const document of LONG) await running.prepare(document, long);
    // The first ones pay for what is compiled and allocated once.
    for (let index = 0; index < 50; index += 1) await join('bench/short');
    const bare = await settled();
    for (let index = 0; index < connections; index += 1) await join('bench/short');
    const many = await settled();
    for (const document of LONG) await join(document);
    const withLong = await settled();
    for (const client of clients) client.close();
    await pause(700);
    const left = await settled();
    return {
      bareMb: bare / 1e6,
      connectionKb: (many - bare) / connections / 1e3,
      documentMb: (withLong - many) / LONG.length / 1e6,
      leftMb: (left - bare) / 1e6,
    };
  } finally {
    for (const client of clients) client.close();
    await running.stop();
  }
}
