// Preloaded into a server that a lab or a bench looks into: on SIGUSR2 it collects its garbage and says what is left.
import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

/** Things of one kind, as long as somebody else holds them. */
class Alive {
  #references = [];
  #most = 10_000;
  add(thing) {
    if (this.#references.push(new WeakRef(thing)) < this.#most) return;
    this.#references = this.#references.filter((one) => one.deref() !== undefined);
    this.#most = Math.max(10_000, 2 * this.#references.length);
  }
  *[Symbol.iterator]() {
    for (const reference of this.#references) {
      const thing = reference.deref();
      if (thing !== undefined) yield thing;
    }
  }
}

const inside = { requests: new Alive(), following: null, hub: null, doorbell: 0 };
globalThis.concordInside = inside;

const emitters = new Alive();
const { init } = EventEmitter;
EventEmitter.init = function (...given) {
  emitters.add(this);
  return init.apply(this, given);
};

const timers = new Alive();
for (const name of ['setTimeout', 'setInterval']) {
  const honest = globalThis[name];
  globalThis[name] = Object.assign((...given) => {
    const timer = honest(...given);
    timers.add(timer);
    return timer;
  }, honest);
}

// What has no list that could be asked for.
const wrapped = {
  '/server/dist/events/following.js': [
    'export function createFollowing(',
    `export function createFollowing(options) {
       return (globalThis.concordInside.following = createHonest(options));
     }
     function createHonest(`,
  ],
  '/sync/dist/hub.js': [
    'export function createHub(',
    `export function createHub(options) {
       return (globalThis.concordInside.hub = createHonest(options));
     }
     function createHonest(`,
  ],
  '/server/dist/platform/events/doorbell.js': [
    'return () => listeners.delete(listener);',
    `globalThis.concordInside.doorbell += 1;
     return () => { if (listeners.delete(listener)) globalThis.concordInside.doorbell -= 1; };`,
  ],
  '/server/dist/platform/context.js': [
    'this.requestId = randomUUID();',
    'this.requestId = randomUUID(); globalThis.concordInside.requests.add(this);',
  ],
};
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const found = Object.entries(wrapped).find(([file]) => url.endsWith(file));
    if (!found) return loaded;
    const [, [honest, counted]] = found;
    const source = Buffer.from(loaded.source).toString();
    if (!source.includes(honest)) throw new Error(`${url} does not look as it did`);
    return { ...loaded, source: source.replace(honest, counted) };
  },
});

let asked = 0;
async function look() {
  asked += 1;
  const number = asked;
  // What is collected may let go of more.
  for (let time = 0; time < 3; time += 1) {
    collect();
    await pause(20);
  }
  const found = [...emitters];
  const named = (name) => found.filter((one) => one.constructor.name === name).length;
  const listeners = found.flatMap((one) => one.eventNames().map((name) => one.listenerCount(name)));
  const left = {
    listeners: listeners.reduce((sum, count) => sum + count, 0),
    timers: [...timers].filter(({ _destroyed: over }) => !over).length,
    connections: named('Socket'),
    webSockets: named('WebSocket'),
    requests: [...inside.requests].length,
    handles: process.getActiveResourcesInfo().length,
    followers: inside.following?.size ?? 0,
    doorbell: inside.doorbell,
    hubSockets: inside.hub?.stats().connections ?? 0,
    texts: inside.hub?.stats().documents ?? 0,
    sessions: inside.hub?.stats().sessions ?? 0,
    heapKb: Math.round(process.memoryUsage().heapUsed / 1024),
  };
  process.stdout.write(`\ninside ${number} ${JSON.stringify({ ...left, rss: process.memoryUsage.rss() })}\n`);
}
process.on('SIGUSR2', () => void look());
