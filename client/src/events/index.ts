export { touches, touchesOwn, touchesPutOff } from './touched';
export { useFollowedConsultation } from './use-followed-consultation';
