export { CommentStancesResolver, StancesResolver } from './stances.resolver.js';
