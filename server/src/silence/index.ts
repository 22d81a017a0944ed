export { closeSilence } from './closing.js';
export { mayHearOfSilence } from './silence.policy.js';
export {
  ConsultationSilenceResolver,
  SilenceItemsResolver,
  SilenceObjectionsResolver,
  SilenceResolver,
} from './silence.resolver.js';
