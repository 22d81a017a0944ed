export { contestedIn } from './proposals.service.js';
export { CompromisesResolver, ConflictsResolver } from './proposals.resolver.js';
