export { Membership, Organisation, Participation, type Names } from './organisations.entity.js';
export {
  ensureMembership,
  membershipsOf,
  organisationById,
  organisationsOf,
  participates,
  readStanding,
  rightsChangedAt,
} from './organisations.repository.js';
export { OrganisationType } from './organisations.types.js';
