import type { Most } from './scan.js';

/** The hub's bounds. Bytes are bytes, times are milliseconds. */
export type Limits = {
  /** Largest frame a client may send. Give the same number to the socket server as its maximum payload. */
  frameBytes: number;
  documentNameBytes: number;
  tokenBytes: number;
  /** Documents one socket may have open or be opening. */
  documentsPerSocket: number;
  /** Refused documents after which a socket is closed. */
  refusalsPerSocket: number;
  /** Bytes of frames kept for a document that is still being opened, per socket. */
  heldBytes: number;
  /** Bytes of updates of one socket that wait for a commit. */
  unacknowledgedBytes: number;
  /** Bytes queued for a slow reader before it is closed. */
  queuedBytes: number;
  /** A socket that has opened no document by then is closed. */
  authenticateWithin: number;
  /** Time between pings; a socket that was silent for three of them is closed. */
  pingEvery: number;
  /** A presence state, as JSON. */
  presenceBytes: number;
  /** Presence of a document is sent at most this often. */
  presenceEvery: number;
  /** What one person may send, over all sockets, on average; and for how many seconds they may save it up. */
  framesPerSecond: number;
  bytesPerSecond: number;
  burstSeconds: number;
  /** The state of a document, encoded. */
  stateBytes: number;
  /** A long document in which nobody has written for so long is kept as bytes. */
  restAfter: number;
  /** From this many readers on, rows that follow each other closely are collected for a few milliseconds. */
  largeAudience: number;
  /** A large audience is told at most this often which `seq` it has been sent. */
  numberEvery: number;
  /** Client ids that one update may use for the first time: one for each tab that was used without a network. */
  newIdsPerFrame: number;
  /** Client ids a person is given on average, over all documents of a node, and how many they may save up. */
  newIdsPerHour: number;
  newIdsSaved: number;
  /** Clients that may ever have written in one document. */
  clientsPerDocument: number;
  /** A stateless message. */
  statelessBytes: number;
  /** Most updates, and most bytes, that go into one commit. */
  batchUpdates: number;
  batchBytes: number;
  batchStructs: number;
  /** Most structs, and ranges of deletions, that an update may hold: reading it takes time for each. */
  update: Most;
  /** What one person may bring in a commit without a rehearsal. `steps`: neighbours to look at (see `Places`). */
  heavy: { structs: number; steps: number; bytes: number };
};

export const defaultLimits: Limits = {
  frameBytes: 2 * 1024 * 1024,
  documentNameBytes: 256,
  tokenBytes: 8 * 1024,
  documentsPerSocket: 64,
  refusalsPerSocket: 64,
  heldBytes: 4 * 1024 * 1024,
  unacknowledgedBytes: 8 * 1024 * 1024,
  queuedBytes: 1024 * 1024,
  authenticateWithin: 10_000,
  pingEvery: 15_000,
  presenceBytes: 2048,
  presenceEvery: 100,
  framesPerSecond: 1000,
  bytesPerSecond: 2 * 1024 * 1024,
  burstSeconds: 30,
  stateBytes: 5 * 1024 * 1024,
  restAfter: 300_000,
  largeAudience: 32,
  numberEvery: 250,
  newIdsPerFrame: 64,
  newIdsPerHour: 1000,
  newIdsSaved: 1000,
  clientsPerDocument: 65_536,
  statelessBytes: 64 * 1024,
  batchUpdates: 500,
  batchBytes: 4 * 1024 * 1024,
  batchStructs: 20_000,
  update: { structs: 20_000, deletes: 100_000 },
  heavy: { structs: 2000, steps: 20_000, bytes: 128 * 1024 },
};
