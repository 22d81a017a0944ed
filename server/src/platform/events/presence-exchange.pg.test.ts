import { afterEach, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../testing/database.js';
import { createLog } from '../log.js';
import { createPresenceExchange, type NotifiedPresence } from './presence-exchange.js';

describe('presence told by the database', () => {
  const database = testDatabase();
  const open: NotifiedPresence[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((exchange) => exchange.close()));
  });

  async function node() {
    const exchange = createPresenceExchange(database.dataSource, createLog('silent'));
    open.push(exchange);
    const heard: string[] = [];
    let backs = 0;
    const leave = exchange.onTold(
      (text) => heard.push(text),
      () => (backs += 1),
    );
    await vi.waitFor(() => expect(backs).toBe(1), 5_000);
    return { exchange, heard, leave, backs: () => backs };
  }

  test('[NO9] what one node tells the others hear in order, up to 7000 bytes', async () => {
    const [a, b] = [await node(), await node()];
    const texts = Array.from({ length: 50 }, (_, index) => `${index} ə я "'`);
    const long = 'я'.repeat(3_500);
    for (const text of [...texts, long]) a.exchange.tell(text);
    await vi.waitFor(() => expect(b.heard).toEqual([...texts, long]), 5_000);
    expect(a.exchange.node).not.toBe(b.exchange.node);
  });

  test('[NO9] a connection that ends comes back by itself and says that texts may be lost', async () => {
    const [a, b] = [await node(), await node()];
    await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'concord presence' AND datname = current_database()`,
    );
    await vi.waitFor(() => expect([a.backs(), b.backs()]).toEqual([2, 2]), 5_000);
    a.exchange.tell('again');
    await vi.waitFor(() => expect(b.heard).toEqual(['again']), 5_000);
  });

  test('[NO9] more than can wait is dropped, and said to be', async () => {
    const [a, b] = [await node(), await node()];
    for (let index = 0; index < 2_000; index += 1) a.exchange.tell(String(index));
    await vi.waitFor(() => expect(b.heard.at(-1)).toBe('1999'), 5_000);
    await vi.waitFor(() => expect(a.backs()).toBe(2), 5_000);
    expect(b.heard.length).toBeLessThan(1_100);
  });

  test('[NO9] the last words of a node that stops still leave', async () => {
    const [a, b] = [await node(), await node()];
    a.leave();
    a.exchange.tell('leaving');
    await a.exchange.close();
    await vi.waitFor(() => expect(b.heard).toEqual(['leaving']), 5_000);
  });
});
