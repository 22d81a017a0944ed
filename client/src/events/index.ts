export { touches, touchesOwn } from './touched';
export { useFollowedConsultation } from './use-followed-consultation';
