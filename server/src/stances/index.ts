export { Stance } from './stances.entity.js';
export { CommentStancesResolver, StancesResolver } from './stances.resolver.js';
