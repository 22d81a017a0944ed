export {
  ContradictionsResolver,
  ResponsesResolver,
  TrackedOrganisationsResolver,
} from './responses.resolver.js';
