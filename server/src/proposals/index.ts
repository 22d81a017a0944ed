export { CompromisesResolver, ConflictsResolver } from './proposals.resolver.js';
