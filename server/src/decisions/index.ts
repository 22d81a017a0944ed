export { Decision } from './decisions.entity.js';
export { CommentDecisionResolver, DecisionsResolver } from './decisions.resolver.js';
