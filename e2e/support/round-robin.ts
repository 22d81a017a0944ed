/** A balancer without any memory: each request goes to the next node in turn, and no WebSocket gets through. */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Balancer = {
  readonly url: string;
  /** Addresses of the nodes, in turn. */
  nodes: readonly string[];
  /** Statuses of the answers to requests of this path, so far. */
  statuses(path: string): readonly number[];
  close(): Promise<void>;
};

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function startRoundRobin(): Promise<Balancer> {
  const seen: { path: string; status: number }[] = [];
  let turn = 0;
  const server: Server = createServer((incoming, outgoing) => {
    const node = new URL(balancer.nodes[turn % balancer.nodes.length] ?? 'http://localhost:9');
    turn += 1;
    const passed = request(
      {
        host: node.hostname,
        port: node.port,
        path: incoming.url ?? '/',
        method: incoming.method ?? 'GET',
        headers: incoming.headers,
      },
      (answer) => {
        const status = answer.statusCode ?? 502;
        seen.push({ path: (incoming.url ?? '').split('?')[0] ?? '', status });
        outgoing.writeHead(status, answer.headers);
        outgoing.flushHeaders();
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  server.on('upgrade', (_request, socket) =>
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'),
  );
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const balancer: Balancer = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    nodes: [],
    statuses: (path) => seen.filter((one) => one.path === path).map(({ status }) => status),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return balancer;
}
