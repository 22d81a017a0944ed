/** Redis or Valkey as the bus: publish and subscribe on one channel, nothing stored there. */
import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../log.js';
import type { Bus } from './bus.js';

const ANSWER_MS = 1_000;
const HEARTBEAT_MS = 2_000;

/** Connects in the background: a node starts and works without its bus, only later than the others' rings. */
export function createRedisBus(url: string, channel: string, log: Log): Bus {
  const options: RedisOptions = {
    // A bus that is away must not gather commands: the poll finds what they would have said.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    connectTimeout: 5_000,
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  };
  const publisher = new Redis(url, options);
  const subscriber = new Redis(url, { ...options, autoResubscribe: false });
  let away = false;
  for (const connection of [publisher, subscriber]) {
    connection.on('error', (error: Error) => {
      if (!away) log.warn({ err: error }, 'the bus is away; other nodes are heard by polling');
      away = true;
    });
  }
  // A connection that died without a word is found by asking it; ioredis does not ask by itself.
  const heartbeat = setInterval(() => {
    if (subscriber.status !== 'ready') return;
    subscriber.ping().catch(() => subscriber.disconnect(true));
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    publish: (message) => publisher.publish(channel, message),
    subscribe(onMessage, onBack) {
      const join = async (): Promise<void> => {
        try {
          await subscriber.subscribe(channel);
        } catch {
          subscriber.disconnect(true);
          return;
        }
        if (away) log.warn('the bus is back');
        away = false;
        onBack();
      };
      subscriber.on('message', (_channel: string, message: string) => onMessage(message));
      subscriber.on('ready', () => void join());
    },
    async close() {
      clearInterval(heartbeat);
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
