export { takeStance } from './stances.service.js';
export { CommentStancesResolver, StancesResolver } from './stances.resolver.js';
