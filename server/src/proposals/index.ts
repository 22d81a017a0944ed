export { projectCompromise } from './compromise-text.js';
export { createCompromiseGatekeeper } from './proposals.gatekeeper.js';
export { compromisesBehind } from './proposals.repository.js';
export { CompromisesResolver, ConflictsResolver } from './proposals.resolver.js';
export { createCompromiseRight } from './proposals.rights.js';
export { contestedIn } from './proposals.service.js';
