export { EventsResolver } from './events.resolver.js';
