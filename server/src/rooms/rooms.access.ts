import type { Access } from '../platform/graphql/access.js';
import { mayEnter } from './rooms.policy.js';

export const roomsAccess: Access = {
  asks: { enterRoom: mayEnter },
  fields: {
    Query: { enterRoom: 'room(consultationId: its)' },
    Room: { enterRoom: 'documentName organisation' },
  },
};
