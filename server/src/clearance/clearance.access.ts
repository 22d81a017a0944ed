import type { Access } from '../platform/graphql/access.js';
import { arrangesClearance, hindrance } from './clearance.policy.js';
import { lockOwn } from './clearance.repository.js';

export const clearanceAccess: Access = {
  asks: { arrangeClearance: arrangesClearance, clearComment: hindrance, speakForIt: lockOwn },
  fields: {
    Query: { takePart: 'clearingDesk(consultationId: its)' },
    Mutation: {
      clearComment: `submitComment(draft: fields) passComment(draft: fields)
        returnComment(draft: fields, remarks: text) setCommentAside(draft: fields, reason: text)
        mergeDrafts(into: fields, duplicates: fields) clearComment(commentId: its, version: version, late: choice)
        clearComments(items: fields, late: choice)`,
      arrangeClearance: 'setClearanceChain(input: fields) nameDeputy(input: fields) endDeputy(id: its)',
      speakForIt: 'askReconsideration(commentId: its, reason: text)',
    },
    ClearingDesk: {
      ownOrganisation: 'actsFor colleagues deputies focalPoints legalUnit mayArrange pairs',
    },
    Colleague: { ownOrganisation: 'person roles' },
    Deputy: { ownOrganisation: 'active deputy endedAt from id officer until' },
    DraftPairType: { ownOrganisation: 'commentIds relation' },
    CommentClearance: {
      ownOrganisation: 'authors change clearedBy clearedFor history mergedInto remarks step',
    },
    HistoryEntry: { ownOrganisation: 'actingFor at person remarks step type' },
    WordsChangeType: { ownOrganisation: 'after before' },
    DraftWordsType: { ownOrganisation: 'body proposal severity type' },
    ReconsiderationType: { readComment: 'askedAt reason' },
    CommentsCleared: { clearComment: 'comments' },
    Waiting: { ownOrganisation: 'returned toAnswer toClear toPass' },
  },
  inputs: {
    DraftVersionInput: { its: 'commentId', version: 'version' },
    ClearingInput: { its: 'commentId', version: 'version', choice: 'visibility' },
    ChainInput: { its: 'consultationId', named: 'focalPoints legalUnit' },
    DeputyInput: { its: 'consultationId', named: 'deputyId', moment: 'from until' },
  },
};
