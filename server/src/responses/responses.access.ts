import { mayGiveNilReturn } from '@concord/consultation';
import type { Access } from '../platform/graphql/access.js';
import { mayKnowContradictions } from './responses.policy.js';

export const responsesAccess: Access = {
  asks: { respond: mayGiveNilReturn, knowContradictions: mayKnowContradictions },
  fields: {
    Mutation: {
      respond: `declareWork(consultationId: its) giveNilReturn(consultationId: its, sectionId: its)
        takeBackNilReturn(consultationId: its, sectionId: its) giveOpinion(input: fields)`,
      runRound: 'remindSilent(consultationId: its)',
    },
    Round: {
      runRound: 'tracker',
      ownOrganisation: 'myResponse reminder',
      knowContradictions: 'contradictions',
    },
    TrackedOrganisation: {
      beModerator: 'openQuestions',
      runRound: 'clears extendedTo extensionReason opinion organisation remindedAt state',
    },
    OpinionGiven: { given: 'conditions givenAt id opinion' },
    MyResponse: {
      ownOrganisation: `mayGiveNilReturn mayGiveOpinion nilReturn nilSections opinions remindedAt state
        uncleared`,
    },
    Contradiction: { knowContradictions: 'blockId organisations section' },
  },
  inputs: {
    GiveOpinionInput: { its: 'consultationId', choice: 'opinion', text: 'conditions' },
  },
};
