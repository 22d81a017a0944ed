export { createRoomGatekeeper } from './rooms.gatekeeper.js';
export { createRoomProjections, type RoomProjections } from './rooms.projection.js';
export { beginRoom, findRoom, markProjected } from './rooms.repository.js';
export { RoomsResolver } from './rooms.resolver.js';
export { createRoomRight } from './rooms.rights.js';
