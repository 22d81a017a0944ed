/**
 * Crowds that mean no good, or whose network is bad: readers that do not read, floods of upgrades, sockets and requests
 * that say nothing. Memory stays bounded, what is too much is sent away before anything is kept for it, silence ends, and
 * somebody who works meanwhile is answered. The controls run without the bounds and must be caught.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { ReadingConsultationDocument, SectionTextDocument } from '@concord/schema';
import { enter } from '../support/person.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { databaseOf, stopAll } from './databases.ts';
import type { LabResult } from './lab.ts';
import { frames, read } from './wire.ts';
import { WireTypist, type Door } from './wire-typist.ts';

const MB = 1024 * 1024;
/** What a hub may hold for each reader that does not read, and a server for a crowd at its doors. */
const SLOW_MB = 1.2;
const CROWD_MB = 160;
const ANSWER_MS = 3_000;
/** A silent socket has ten seconds, and three more to say goodbye; the look at requests comes every two. */
const SILENCE_MS = 15_000;
const PER_PERSON = 300;

type Slow = {
  readonly readers: number;
  readonly sentMb: number;
  readonly heldMb: number;
  /** Slow readers that are still connected at the end. */
  readonly kept: number;
  readonly healthyLacks: number;
};

type Doors = {
  readonly upgrades: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly perSecond: number;
  readonly openForOne: number;
  readonly silent: number;
  readonly silentAfter: number;
  readonly halfOpen: number;
  readonly halfOpenAfter: number;
  readonly grownMb: number;
  readonly innocentP99Ms: number;
};

export async function crowdLab(asked: readonly string[]): Promise<LabResult> {
  const short = asked.includes('--short');
  const size = short
    ? { readers: 30, updates: 300, upgrades: 600, sockets: 350, halfOpen: 200 }
    : { readers: 60, updates: 1_500, upgrades: 12_000, sockets: 600, halfOpen: 2_000 };
  const slow = await slowReaders(size.readers, size.updates, true);
  const slowUnbounded = await slowReaders(size.readers, size.updates, false);
  const { bounded, unbounded } = await atTheDoors(size);
  const problems = [
    ...slowProblems(slow),
    ...doorProblems(bounded),
    ...(slowProblems(slowUnbounded).length > 0 ? [] : ['slow readers without a bound were not caught']),
    ...(doorProblems(unbounded).length > 0 ? [] : ['doors without bounds were not caught']),
  ];
  const controlsCaught = [...slowProblems(slowUnbounded), ...doorProblems(unbounded)];
  return { summary: { slowReaders: slow, doors: bounded, controlsCaught }, problems };
}

function slowProblems({ readers, kept, heldMb, healthyLacks }: Slow): string[] {
  return [
    ...(kept > 0 ? [`${kept} readers that do not read are still connected`] : []),
    ...(heldMb > 8 + readers * SLOW_MB ? [`${heldMb} MB are held for readers that do not read`] : []),
    ...(healthyLacks > 0 ? ['a reader that reads lacks something'] : []),
  ];
}

function doorProblems(doors: Doors): string[] {
  const bad = Object.keys(doors.answers).filter(
    (answer) => !['101', '401', '403', '429', '503'].includes(answer),
  );
  return [
    ...bad.map((answer) => `an upgrade was answered with ${answer}`),
    ...(doors.openForOne > PER_PERSON ? [`one person has ${doors.openForOne} sockets`] : []),
    ...(doors.silentAfter > 0 ? [`${doors.silentAfter} sockets that say nothing are still open`] : []),
    ...(doors.halfOpenAfter > 0 ? [`${doors.halfOpenAfter} half requests are still open`] : []),
    ...(doors.grownMb > CROWD_MB ? [`memory grew by ${doors.grownMb} MB`] : []),
    ...(doors.innocentP99Ms > ANSWER_MS ? [`somebody at work waited ${doors.innocentP99Ms} ms`] : []),
  ];
}

const SLOW_NAME = 'section/crowd/en';
const UPDATE_KB = 200;

/** One writes and deletes again, much and for long; most of those who opened the text never read from their socket. */
async function slowReaders(readers: number, updates: number, bounded: boolean): Promise<Slow> {
  const program = path.join(import.meta.dirname, 'crowd-hub.mjs');
  const child = spawn(process.execPath, ['--expose-gc', program, bounded ? 'bounded' : 'unbounded'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  type Said = { readonly port: number; readonly held: number; readonly connections: number };
  const said = (): Promise<Said> =>
    new Promise((resolve) => child.once('message', (message) => resolve(message as Said))); // crowd-hub.mjs
  const look = (): Promise<Said> => {
    const answer = said();
    child.send('look');
    return answer;
  };
  const { port } = await said();
  const door: Door = { url: `ws://127.0.0.1:${port}`, headers: {} };
  const writer = await openRaw(door);
  const healthy = await openRaw(door);
  const seen = new Y.Doc();
  healthy.on('message', (data: Buffer) => {
    const heard = read(data, SLOW_NAME);
    if (heard.kind === 'update' || heard.kind === 'step2') Y.applyUpdate(seen, heard.bytes);
    if (heard.kind === 'ping') healthy.send(frames.pong);
  });
  const deaf = await Promise.all(Array.from({ length: readers }, () => openRaw(door)));
  for (const socket of deaf) socket.pause();
  const before = await look();
  const doc = new Y.Doc();
  let sent = 0;
  const count = { sent: 0, answered: 0 };
  writer.on('message', (data: Buffer) => {
    if (read(data, SLOW_NAME).kind === 'status') count.answered += 1;
  });
  doc.on('update', (update: Uint8Array) => {
    sent += update.length;
    count.sent += 1;
    writer.send(frames.update(SLOW_NAME, update));
  });
  const words = doc.getText('content');
  for (let index = 0; index < updates; index += 1) {
    words.insert(0, String(index % 10).repeat(UPDATE_KB * 1024));
    words.delete(0, words.length);
    while (count.sent - count.answered > 8 && writer.readyState === WebSocket.OPEN) await pause(1);
  }
  words.insert(0, 'The end.');
  const end = performance.now() + 10_000;
  while (seen.getText('content').toJSON() !== 'The end.' && performance.now() < end) await pause(10);
  const after = await look();
  for (const socket of [writer, healthy, ...deaf]) socket.terminate();
  child.disconnect();
  return {
    readers,
    sentMb: Math.round(sent / MB),
    heldMb: Math.round((after.held - before.held) / MB),
    kept: Math.max(0, after.connections - 2),
    healthyLacks: seen.getText('content').toJSON() === 'The end.' ? 0 : 1,
  };
}

/** Opened the text and was given it. */
async function openRaw(door: Door): Promise<WebSocket> {
  const socket = new WebSocket(door.url, { headers: door.headers, perMessageDeflate: false });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => {
    socket.on('open', () => {
      socket.send(frames.token(SLOW_NAME));
      socket.send(frames.step1(SLOW_NAME, Uint8Array.of(0)));
    });
    socket.on('message', (data: Buffer) => {
      if (read(data, SLOW_NAME).kind === 'step1') resolve();
    });
  });
  return socket;
}

type Size = { readonly upgrades: number; readonly sockets: number; readonly halfOpen: number };

/** A server with its bounds and one without, one beside the other: what is waited for is waited for once. */
async function atTheDoors(size: Size): Promise<{ readonly bounded: Doors; readonly unbounded: Doors }> {
  const running: RunningServer[] = [];
  try {
    const first = await startServer();
    running.push(first);
    const lifted = ['--import', path.join(import.meta.dirname, 'unbounded.mjs')];
    const second = await startServer({ env: databaseOf(first), nodeArguments: lifted });
    running.push(second);
    const [bounded, unbounded] = await Promise.all([
      besiege(first, size),
      besiege(second, { ...size, upgrades: 0 }),
    ]);
    return { bounded, unbounded };
  } finally {
    await stopAll(running);
  }
}

async function besiege(server: RunningServer, size: Size): Promise<Doors> {
  const { port, url } = server;
  const person = await enter(url, 'Remy Falk');
  const innocent = await atWork(server);
  const before = memoryOf(server.pid);
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, memoryOf(server.pid))), 100);
  const answers: Record<string, number> = {};
  const began = performance.now();
  await flood(port, size.upgrades, { url, cookie: person.cookie }, answers);
  const seconds = (performance.now() - began) / 1000;

  const wanted: Knocked[] = [];
  // Not so many at once that they are sent away for that.
  while (wanted.length < size.sockets)
    wanted.push(...(await Promise.all(Array.from({ length: 50 }, () => knock(port, url, person.cookie)))));
  const silent = wanted.filter(({ status }) => status === '101');
  for (const { status } of wanted) answers[status] = (answers[status] ?? 0) + 1;
  const openForOne = silent.length;
  const halves = await Promise.all(Array.from({ length: size.halfOpen }, () => half(port)));
  const still = (sockets: readonly Socket[]): number => sockets.filter((socket) => !socket.closed).length;
  const silentSockets = silent.map(({ socket }) => socket);
  const end = performance.now() + SILENCE_MS;
  while (performance.now() < end && still(silentSockets) + still(halves) > 0) await pause(100);
  clearInterval(watching);
  const doors: Doors = {
    upgrades: size.upgrades + size.sockets,
    answers,
    perSecond: Math.round(size.upgrades / seconds),
    openForOne,
    silent: openForOne,
    silentAfter: still(silentSockets),
    halfOpen: halves.length,
    halfOpenAfter: still(halves),
    grownMb: Math.round((most - before) / MB),
    innocentP99Ms: await innocent.leave(),
  };
  for (const socket of [...silentSockets, ...halves]) socket.destroy();
  return doors;
}

/** Without a cookie, from a stranger’s page, with a false cookie, and with a good one that hangs up at once. */
async function flood(
  port: number,
  upgrades: number,
  good: { readonly url: string; readonly cookie: string },
  answers: Record<string, number>,
): Promise<void> {
  let left = upgrades;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const kind = left % 4;
      const origin = kind === 1 ? 'http://evil.example' : good.url;
      const cookie =
        kind === 0 ? null : kind === 3 ? good.cookie : 'concord_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAA';
      const { status, socket } = await knock(port, origin, cookie);
      socket.destroy();
      answers[status] = (answers[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 200 }, lane));
}

type Knocked = { readonly status: string; readonly socket: Socket };

/** An upgrade by hand. Resolves with the status, or with `closed`. */
function knock(port: number, origin: string, cookie: string | null): Promise<Knocked> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' });
    socket.on('error', () => socket.destroy());
    socket.once('data', (data: Buffer) => {
      socket.on('data', () => {}); // what is not read would keep it from being seen closed
      resolve({ status: data.toString('latin1', 9, 12), socket });
    });
    socket.once('close', () => resolve({ status: 'closed', socket }));
    socket.setTimeout(SILENCE_MS, () => resolve({ status: 'silence', socket }));
    socket.write(
      `GET /sync HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${origin}\r\nUpgrade: websocket\r\n` +
        'Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n' +
        `${cookie === null ? '' : `Cookie: ${cookie}\r\n`}\r\n`,
    );
  });
}

/** Begins a request and says no more. */
function half(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' }, () => {
      socket.write('GET /sync HTTP/1.1\r\nHost: localhost\r\nX-');
      resolve(socket);
    });
    socket.on('data', () => {});
    socket.on('error', () => resolve(socket.destroy()));
  });
}

/** Types all the time, as somebody else than the crowd. */
async function atWork(server: RunningServer): Promise<{ leave(): Promise<number> }> {
  const person = await enter(server.url, 'Sim Vale');
  const { consultation } = await person.ask(ReadingConsultationDocument, { slug: 'velmora-2025' });
  const head = consultation?.sections.find(({ key }) => key === 'b-0064');
  const { section } = await person.ask(SectionTextDocument, { id: head?.id ?? '', language: 'en' });
  const typist = new WireTypist({ document: section?.variant?.documentName ?? '' });
  await typist.connect({
    url: `${server.url.replace('http', 'ws')}/sync`,
    headers: { cookie: person.cookie, origin: server.url },
  });
  const waits: number[] = [];
  const work = { goesOn: true };
  const done = (async () => {
    for (let count = 1; work.goesOn; count += 1) {
      const began = performance.now();
      typist.type(`crowd.${server.port}.${count}`);
      await Promise.race([typist.answered(), pause(ANSWER_MS * 3)]);
      waits.push(performance.now() - began);
      await pause(25);
    }
  })();
  return {
    async leave() {
      work.goesOn = false;
      await done;
      if (typist.complaints.length > 0 || !typist.connected) return Infinity;
      typist.leave();
      return Math.round(waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Infinity);
    },
  };
}

/** Bytes in memory, from Linux’ /proc; elsewhere 0. */
function memoryOf(pid: number): number {
  if (!existsSync(`/proc/${pid}/status`)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;
}
