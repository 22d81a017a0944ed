export { EventsResolver } from './events.resolver.js';
export { createFollowing } from './following.js';
export { isAboutComment, mayHearOf } from './events.policy.js';
