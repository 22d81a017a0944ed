/** A plain proxy of bytes, as a line between two programs that can be cut without either of them being told. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Line = {
  readonly port: number;
  /** Nothing gets through any more, in either direction, and nobody is told. */
  cut(): void;
  mend(): void;
  close(): void;
};

/** Each new connection goes to the next target: no sticky sockets. */
export async function openLine(targets: () => readonly number[], port = 0): Promise<Line> {
  const ends = new Set<Socket>();
  let held: (() => void)[] = [];
  let isCut = false;
  let turns = 0;
  const join = (near: Socket): void => {
    const ports = targets();
    const target = ports[turns % ports.length] ?? 0;
    turns += 1;
    const far = connect({ port: target, host: '127.0.0.1' });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        ends.delete(from);
        to.destroy();
      });
    }
  };
  const server = createServer({ noDelay: true }, (near) => {
    near.on('error', () => near.destroy());
    if (isCut) held.push(() => join(near));
    else join(near);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      for (const end of ends) end.pause();
    },
    mend() {
      isCut = false;
      for (const end of ends) end.resume();
      for (const begin of held.splice(0)) begin();
    },
    close() {
      held = [];
      for (const end of ends) end.destroy();
      server.close();
    },
  };
}
