import type { Access } from '../platform/graphql/access.js';
import { mayTake } from './stances.policy.js';

export const stancesAccess: Access = {
  asks: { takeStance: mayTake },
  fields: {
    Mutation: { takeStance: 'takeStance(input: fields)' },
    Stance: { readComment: 'comment id language organisation position reason stands takenAt' },
  },
  inputs: {
    StanceInput: { key: 'key', its: 'commentId', choice: 'position language', text: 'reason' },
  },
};
