export { BEGINNING, hashOf, linkHash, linked, markOf, type Entry, type Link, type Part } from './link.js';
export {
  faultKinds,
  walk,
  type Fault,
  type FaultKind,
  type Head,
  type Recorded,
  type Walked,
} from './walk.js';
