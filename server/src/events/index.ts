export { EventsResolver } from './events.resolver.js';
export { isAboutComment, mayHearOf } from './events.policy.js';
