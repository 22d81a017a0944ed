// Hocuspocus without a database: what it loads comes from memory and what it would store goes nowhere.
import { Server } from '@hocuspocus/server';
import * as Y from 'yjs';
import { answer } from './answering.mjs';

const [flushDelay] = process.argv.slice(2);
const stored = new Map();
const server = new Server({
  quiet: true,
  stopOnSignals: false,
  ...(flushDelay === undefined ? {} : { flushDelay: Number(flushDelay) }),
  async onLoadDocument({ document, documentName }) {
    const state = stored.get(documentName);
    if (state) Y.applyUpdate(document, state);
    return document;
  },
});
await answer({ http: server.httpServer, prepare: (name, state) => void stored.set(name, state) });
