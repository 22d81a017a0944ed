/** For networks that let no WebSocket through: fetched when that turns out. */
export { Lookout } from './lookout';
export { StreamSocket } from './stream-socket';
