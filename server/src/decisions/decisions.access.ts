import type { Access } from '../platform/graphql/access.js';
import { judge } from './decisions.policy.js';
import { mayUndo } from './undo.service.js';

export const decisionsAccess: Access = {
  asks: { decide: judge, undo: mayUndo },
  fields: {
    Query: {
      // A decision is there for whoever sees a comment or a text that it concerned.
      readComment: 'decision(id: its)',
      listComments: `decisions(consultationId: its, several: choice)
        putOff(consultationId: its, first: number, after: place)`,
    },
    Mutation: { decide: 'decide(input: fields)', undo: 'undoDecision(input: fields)' },
    Decision: {
      given: 'decidedAt id organisation reason undoes undoneBy',
      readComment: 'outcomes',
      readSection: 'changes',
      undo: 'mayUndo',
    },
    Outcome: {
      readComment: 'acknowledgement comment decision deferral disposition id into reason reasonCode stands',
      readSection: 'change',
    },
    Deferral: { readComment: 'group organisation to until' },
    Change: { readSection: 'after before blockId kind language revision section', readComment: 'comment' },
  },
  inputs: {
    DecideInput: { key: 'key', fields: 'outcomes changes', text: 'reason' },
    OutcomeInput: {
      its: 'commentId intoId',
      choice: 'disposition reasonCode',
      fields: 'deferral',
      text: 'reason wording',
      version: 'seenWords',
    },
    DeferralInput: { choice: 'to', named: 'organisationId', text: 'group', moment: 'until' },
    ChangeInput: { fields: 'target', text: 'wording' },
    UndoInput: { key: 'key', its: 'decisionId', text: 'reason' },
  },
};
