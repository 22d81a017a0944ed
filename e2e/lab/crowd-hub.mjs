// A hub in a process of its own, so that its memory can be looked at. What is stored is forgotten at once: only what
// waits for readers is held. `unbounded` lifts the bound of what may wait for one of them.
import { createServer } from 'node:http';
import { createHub, defaultLimits } from '@concord/sync';
import { createLocalDoorbell } from '@concord/sync/testing';
import { WebSocketServer } from 'ws';

let seq = 0;
const log = {
  load: async () => ({ updates: [], seq }),
  since: async () => ({ updates: [], seq }),
  append: async (_name, batch) => ({ seq: (seq += batch.length) }),
};
const hub = createHub({
  log,
  gatekeeper: {
    open: async (_name, _token, personId) => ({
      actor: { personId, name: personId, organisation: '' },
      write: true,
    }),
    mayWrite: async () => true,
  },
  doorbell: createLocalDoorbell(),
  clock: { now: Date.now, setTimeout, clearTimeout },
  limits: {
    bytesPerSecond: 1e12,
    framesPerSecond: 1e9,
    // What was written and deleted counts until it is measured again.
    stateBytes: 1e12,
    ...(process.argv[2] === 'unbounded' ? { queuedBytes: Number.POSITIVE_INFINITY } : {}),
  },
});
const http = createServer();
const sockets = new WebSocketServer({
  server: http,
  perMessageDeflate: false,
  maxPayload: defaultLimits.frameBytes,
});
let connected = 0;
sockets.on('connection', (socket) => {
  connected += 1;
  hub.connect(socket, `person ${connected}`);
});
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ held: heapUsed + external, connections: hub.stats().connections });
});
process.once('disconnect', () => process.exit(0));
http.listen(0, '127.0.0.1', () => process.send({ port: http.address().port }));
