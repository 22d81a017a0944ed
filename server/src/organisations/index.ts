export { Deputy, Membership, Organisation, Participation, type Names } from './organisations.entity.js';
export {
  bodiesOf,
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
