import type { Access } from '../platform/graphql/access.js';

/** Who takes part is known to everybody who does. */
export const organisationsAccess: Access = {
  fields: { Organisation: { given: 'abbreviation code id kind name' } },
};
