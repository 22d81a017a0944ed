import { closeCodes, type CloseCode } from './close-codes.js';
import type { Outcome } from './commit.js';

/** Why an update was not stored, as its sender is told; what a client does about each is in PROTOCOL.md. */
export type RefusalCode = 'denied' | 'full' | 'gap' | 'taken' | 'content' | 'heavy' | 'ids';

export type Refusal = {
  readonly code: RefusalCode;
  /** The sender can't go on with this socket; null leaves it open. */
  readonly closes: CloseCode | null;
  /** For people who read logs of closed sockets. */
  readonly reason: string;
};

export const refusals: Readonly<Record<Exclude<Outcome, 'stored' | 'known'>, Refusal>> = {
  denied: { code: 'denied', closes: null, reason: 'may not write' },
  full: { code: 'full', closes: null, reason: 'no room' },
  heavy: { code: 'heavy', closes: closeCodes.content, reason: 'takes too long to apply' },
  ids: { code: 'ids', closes: closeCodes.tooMuch, reason: 'too many new client ids' },
  gap: { code: 'gap', closes: closeCodes.resync, reason: 'builds on something unknown' },
  taken: { code: 'taken', closes: closeCodes.taken, reason: 'client id of someone else' },
  impossible: { code: 'content', closes: closeCodes.content, reason: 'content no editor makes' },
};
