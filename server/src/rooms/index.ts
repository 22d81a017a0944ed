export { createRoomGatekeeper } from './rooms.gatekeeper.js';
export { beginRoom, findRoom, markProjected, roomsBehind } from './rooms.repository.js';
export { RoomsResolver } from './rooms.resolver.js';
export { createRoomRight } from './rooms.rights.js';
