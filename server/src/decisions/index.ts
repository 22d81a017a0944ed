export { Decision, Outcome, Provenance } from './decisions.entity.js';
export {
  ChangesResolver,
  CommentOutcomesResolver,
  DecisionsResolver,
  DeferralsResolver,
  OutcomesResolver,
} from './decisions.resolver.js';
export { overdueAt } from './put-off.js';
export { decide } from './decisions.service.js';
export { DecisionType } from './decisions.types.js';
