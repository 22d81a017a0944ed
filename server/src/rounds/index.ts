export { tellClosings } from './closing.js';
export { Round, RoundExtension } from './rounds.entity.js';
export { admit } from './rounds.policy.js';
export { foundRound } from './rounds.repository.js';
export { ConsultationRoundResolver, RoundsResolver } from './rounds.resolver.js';
