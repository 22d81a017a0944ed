// The limits: what a client says goes to all others unread. `shared` frames it once and hands every socket the same
// bytes, which is the least a server in Node can do. A question for the state is answered from a ready buffer.
import { createServer } from 'node:http';
import { Sender, WebSocketServer } from 'ws';
import { answer } from './answering.mjs';

const shared = process.argv[2] === 'shared';
const stored = new Map();
const rooms = new Map();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const name = decodeURIComponent(request.url.slice(1));
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room);
  room.add(socket);
  socket.on('close', () => room.delete(socket));
  socket.on('message', (message) => {
    if (message[0] === 0 && message[1] === 0) {
      socket.send(stored.get(name));
    } else if (shared) {
      const frame = framed(message);
      for (const other of room) if (other !== socket) other._socket.write(frame);
    } else {
      for (const other of room) if (other !== socket) other.send(message);
    }
  });
});
await answer({
  http,
  prepare: (name, state) => void stored.set(name, Buffer.concat([Uint8Array.of(0, 1), sized(state)])),
});

function framed(message) {
  return Buffer.concat(
    Sender.frame(message, { fin: true, rsv1: false, opcode: 2, mask: false, readOnly: true }),
  );
}

function sized(bytes) {
  const size = [];
  for (let left = bytes.length; ; left >>>= 7) {
    size.push(left > 127 ? (left & 127) | 128 : left);
    if (left <= 127) return Buffer.concat([Uint8Array.from(size), bytes]);
  }
}
