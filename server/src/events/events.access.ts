import type { Access } from '../platform/graphql/access.js';
import { mayHearOf } from './events.policy.js';

export const eventsAccess: Access = {
  asks: { hear: mayHearOf },
  fields: {
    Query: { hear: 'eventsSince(consultationId: its, after: place, first: number)' },
    Subscription: { hear: 'events(consultationId: its, after: place)' },
    Event: { hear: 'at commentId cursor type', readComment: 'comment', readSection: 'section' },
    EventPage: { hear: 'cursor events hasMore' },
  },
};
