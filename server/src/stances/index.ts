export { Stance } from './stances.entity.js';
export { takeStance } from './stances.service.js';
export { CommentStancesResolver, StancesResolver } from './stances.resolver.js';
