export { Membership, Organisation, Participation, type Names } from './organisations.entity.js';
export {
  changedSince,
  ensureMembership,
  membershipsOf,
  organisationById,
  organisationsOf,
  participates,
  readStanding,
} from './organisations.repository.js';
export { OrganisationType } from './organisations.types.js';
