export { tellAnswer } from './answering.js';
export {
  ContradictionsResolver,
  ResponsesResolver,
  TrackedOrganisationsResolver,
} from './responses.resolver.js';
export { TrackedOrganisationType } from './responses.types.js';
