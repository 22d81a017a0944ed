// @y/websocket-server as its own `server.js` sets it up, on another HTTP server; documents come from memory. Its range
// takes an @y/protocols that wants an unreleased @y/y: the override in package.json keeps it at the last that does not.
import { createServer } from 'node:http';
import { setPersistence, setupWSConnection } from '@y/websocket-server/utils';
import webSocket from 'ws';
import * as Y from 'yjs';
import { answer } from './answering.mjs';

const stored = new Map();
setPersistence({
  provider: null,
  bindState(name, doc) {
    const state = stored.get(name);
    if (state) Y.applyUpdate(doc, state);
  },
  async writeState() {},
});
const http = createServer();
const sockets = new webSocket.Server({ server: http, perMessageDeflate: false });
sockets.on('connection', setupWSConnection);
await answer({ http, prepare: (name, state) => void stored.set(name, state) });
