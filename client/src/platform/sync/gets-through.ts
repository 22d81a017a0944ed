import type { SocketClass } from './watched-socket';

/** Ping and pong of the hub: a byte each, answered before anybody has said who they are. */
const [ping, pong] = [9, 10];
/** Milliseconds. */
const longest = 8000;

/** Whether a socket of this kind reaches the hub and an answer comes back. It is closed again. */
export function getsThrough(url: string, Socket: SocketClass): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new Socket(url);
    Object.assign(socket, { binaryType: 'arraybuffer' });
    const end = (through: boolean) => {
      clearTimeout(timer);
      resolve(through);
      socket.close();
    };
    const timer = setTimeout(() => end(false), longest);
    socket.addEventListener('open', () => socket.send(Uint8Array.of(ping)));
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer && new Uint8Array(data)[0] === pong) end(true);
    });
    socket.addEventListener('close', () => end(false));
  });
}
