export { Consultation } from './consultations.entity.js';
export { consultationById } from './consultations.repository.js';
export { ConsultationsResolver } from './consultations.resolver.js';
export { consultationOf, myMemberships } from './consultations.service.js';
export { ConsultationType } from './consultations.types.js';
