export { tellClosings } from './closing.js';
export { Round, RoundExtension } from './rounds.entity.js';
export { roundEvent } from './rounds.events.js';
export { admit, mayRun } from './rounds.policy.js';
export { foundRound, lockRound } from './rounds.repository.js';
export { ConsultationRoundResolver, roundResult, RoundsResolver } from './rounds.resolver.js';
export { RoundResult, RoundType } from './rounds.types.js';
