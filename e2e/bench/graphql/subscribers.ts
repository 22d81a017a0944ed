/** Those who listen: many sockets in one process, which look for a number in what they are sent and at the clock. */
import { setTimeout as pause } from 'node:timers/promises';
import { openClient, type Client } from '../sync/client.ts';
import { busyTime } from '../sync/processes.ts';
import { Times } from '../sync/times.ts';
import type { Teller } from './tellers.ts';

export type Telling = {
  /** Events that reached somebody, a second; as many as were asked for, unless the server could not. */
  readonly deliveredPerSecond: number;
  /** Microseconds of processor time of the server for each of them, and of its PostgreSQL. */
  readonly cpuPerDelivery: number;
  readonly postgresPerDelivery: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly lost: number;
  /** Percent of a core: of the server, of the load generator, and what others took of the server's core. */
  readonly serverPercent: number;
  readonly loadPercent: number;
  readonly othersPercent: number;
};

export type Crowd = {
  /** `perSecond` events to everybody for so long, counted after a second of warming up. */
  told(perSecond: number, seconds: number): Promise<Telling>;
  leave(): void;
};

const WARM_UP = 1;
const DRAIN_MS = 6_000;
const mark = Buffer.from('bench:');

/** Resolves when each of them has heard something. */
export async function comeAndListen(teller: Teller, many: number): Promise<Crowd> {
  const sentAt: number[] = [];
  const times = new Times();
  const counted = { from: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY, there: 0, all: 0 };
  const heard = new Uint32Array(many);
  const clients: Client[] = [];
  const subscribe = await teller.operations();
  let acknowledged = 0;

  const onMessage = (index: number) => (payload: Buffer, client: Client) => {
    const at = payload.indexOf(mark);
    if (at < 0) {
      if (payload.includes('connection_ack')) {
        acknowledged += 1;
        client.send(Buffer.from(subscribe(index)));
      } else if (payload.includes('"ping"')) client.send(Buffer.from('{"type":"pong"}'));
      else if (payload.includes('"errors"') || payload.includes('"error"'))
        throw new Error(`${teller.name}: ${payload.toString().slice(0, 300)}`);
      return;
    }
    let n = 0;
    for (let digit = at + mark.length; ; digit += 1) {
      const value = (payload[digit] ?? 0) - 48;
      if (value < 0 || value > 9) break;
      n = n * 10 + value;
    }
    heard[index] = (heard[index] ?? 0) + 1;
    counted.all += 1;
    if (n < counted.from || n >= counted.until) return;
    counted.there += 1;
    times.add(performance.now() - (sentAt[n] ?? 0));
  };

  for (let index = 0; index < many; index += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, many - index) }, async (_, offset) => {
        const { path, headers } = teller.door(index + offset);
        const client = await openClient(teller.port, path, onMessage(index + offset), headers);
        clients.push(client);
        client.send(Buffer.from('{"type":"connection_init"}'));
      }),
    );
  const patience = performance.now() + 60_000;
  const wait = async (done: () => boolean, what: string): Promise<void> => {
    while (!done()) {
      if (performance.now() > patience) throw new Error(`${teller.name}: ${what}`);
      await pause(10);
    }
  };
  await wait(() => acknowledged === many, 'not everybody was let in');
  await pause(500);

  const publish = (): void => {
    const n = teller.next();
    sentAt[n] = performance.now();
    teller.publish(n);
  };
  const isHeard = (): boolean => heard.every((count) => count > 0);
  while (!isHeard()) {
    publish();
    const soon = performance.now() + 1_000;
    await wait(() => isHeard() || performance.now() > soon, 'not everybody hears');
  }

  return {
    async told(perSecond, seconds) {
      await drained(counted);
      times.clear();
      counted.there = 0;
      const gap = 1000 / perSecond;
      const total = Math.max(2, Math.round(perSecond * (seconds + WARM_UP)));
      const warm = Math.max(1, Math.round(perSecond * WARM_UP));
      await teller.prepare(total);
      counted.from = teller.following + warm;
      counted.until = teller.following + total;
      const began = performance.now();
      let sent = 0;
      const sendUntil = async (last: number): Promise<void> => {
        while (sent < last) {
          const due = Math.min(last, Math.floor((performance.now() - began) / gap) + 1);
          for (; sent < due; sent += 1) publish();
          if (sent < last) await pause(1);
        }
      };
      await sendUntil(warm);
      const before = {
        usage: teller.cpu(),
        busy: busyTime(0),
        own: process.cpuUsage(),
        at: performance.now(),
      };
      await sendUntil(total);
      const expected = (total - warm) * many;
      const end = performance.now() + DRAIN_MS;
      while (counted.there < expected && performance.now() < end) await pause(2);
      const took = performance.now() - before.at;
      const usage = teller.cpu();
      const own = process.cpuUsage(before.own);
      const gone = clients.find(({ closed }) => closed);
      if (gone) throw new Error(`${teller.name} closed a socket: ${gone.farewell ?? 'no reason'}`);
      const deliveries = Math.max(1, counted.there);
      const server = usage.server - before.usage.server;
      const postgres = usage.postgres - before.usage.postgres;
      const others = Math.max(0, busyTime(0) - before.busy - server - postgres);
      const percent = (microseconds: number): number => Math.round(microseconds / took / 10);
      return {
        deliveredPerSecond: Math.round((counted.there / took) * 1000),
        cpuPerDelivery: server / deliveries,
        postgresPerDelivery: postgres / deliveries,
        p50: times.quantile(0.5),
        p95: times.quantile(0.95),
        p99: times.quantile(0.99),
        lost: expected - counted.there,
        serverPercent: percent(server),
        loadPercent: percent(own.user + own.system),
        othersPercent: percent(others),
      };
    },
    leave() {
      for (const client of clients) client.close();
    },
  };
}

/** Until nothing comes any more of what was sent before. */
async function drained(counted: { readonly all: number }): Promise<void> {
  for (let before = -1; before !== counted.all;) {
    before = counted.all;
    await pause(400);
  }
}
