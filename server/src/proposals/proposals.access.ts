import type { Access } from '../platform/graphql/access.js';
import { mayPrepare } from './proposals.policy.js';

export const proposalsAccess: Access = {
  asks: { prepare: mayPrepare },
  fields: {
    Query: {
      listComments:
        'conflicts(consultationId: its) openConflicts(consultationId: its, first: number, after: place)',
      readComment: 'conflict(commentId: its)',
    },
    ConflictConnection: { listComments: 'edges pageInfo totalCount' },
    ConflictEdge: { listComments: 'cursor node' },
    Mutation: { prepare: 'saveCompromise(input: fields)' },
    // Worked out from what the viewer sees.
    Conflict: { listComments: 'beside blockId id kind lanes section', prepare: 'compromises' },
    Compromise: { prepare: 'editedAt editedBy id language text version' },
  },
  inputs: {
    CompromiseInput: {
      its: 'sectionId',
      choice: 'language',
      place: 'blockId',
      text: 'text',
      version: 'version',
    },
  },
};
