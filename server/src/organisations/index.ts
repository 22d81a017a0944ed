export { Deputy, Membership, Organisation, Participation, type Names } from './organisations.entity.js';
export {
  ensureMembership,
  membershipsOf,
  organisationById,
  organisationsOf,
  participates,
  partsOf,
  readStanding,
  readStandings,
  type ReadStanding,
  readStandingsOf,
} from './organisations.repository.js';
export { OrganisationType } from './organisations.types.js';
