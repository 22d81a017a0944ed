export { PhaseNote } from './phase-note';
export { useConsultation } from './use-consultation';
