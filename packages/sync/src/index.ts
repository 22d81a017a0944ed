export { closeCodes, type CloseCode } from './close-codes.js';
export { Denied } from './denied.js';
export type { Grammar } from './grammar.js';
export { createHub, type Hub, type HubOptions, type HubStats } from './hub.js';
export type { Rehearsal } from './rehearsal.js';
export { defaultLimits, type Limits } from './limits.js';
export { cursorColours } from './presence.js';
export type {
  Access,
  Actor,
  Clock,
  Doorbell,
  Gatekeeper,
  Leases,
  LoggedUpdate,
  Logger,
  PresenceExchange,
  SocketData,
  SubmittedUpdate,
  SyncSocket,
  UpdateLog,
} from './ports.js';
export { gatherWrites } from './web-socket.js';
