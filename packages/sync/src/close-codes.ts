/**
 * Why the hub closes a socket. The stock provider reconnects after each of them; our client reads the code.
 * The table with what a client should do is in PROTOCOL.md.
 */
export const closeCodes = {
  /** A frame is larger than `limits.frameBytes`. */
  tooBig: 1009,
  /** Something that is a fault of ours. */
  internal: 1011,
  /** The server stops or restarts; everything it acknowledged is committed. */
  restart: 1012,
  /** Bytes that no honest client sends. */
  malformed: 4400,
  /** No document was opened in time. */
  unauthenticated: 4401,
  /** The right to be here was taken away (used by the server through `closeConnections`). */
  revoked: 4403,
  /** Nothing was heard for several pings. */
  silent: 4408,
  /** An update builds on something the log does not have: reconnect and sync from the start. */
  resync: 4409,
  /** New content under a client id that another person has, or that no person can have here. */
  taken: 4410,
  /** Content that no editor of these documents makes, or that takes too long to apply. */
  content: 4422,
  /** The client reads slower than the document changes. */
  slow: 4413,
  /** More documents, refusals or unacknowledged bytes than one socket may hold. */
  tooMuch: 4429,
  /** The log or the gatekeeper can't answer now; nothing unacknowledged was promised. */
  unavailable: 4503,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];
