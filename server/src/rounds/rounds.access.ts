import type { Access } from '../platform/graphql/access.js';
import { mayRun } from './rounds.policy.js';

export const roundsAccess: Access = {
  asks: { runRound: mayRun },
  fields: {
    Mutation: {
      runRound: `changeRound(input: fields) openRound(input: fields) extendRound(input: fields)
        pauseRound(consultationId: its, reason: text) resumeRound(consultationId: its)`,
    },
    Round: {
      takePart: 'blind closesAt graceHours id mine opensAt ordinal pauseReason pausedAt phase version',
    },
    MyRound: { ownOrganisation: 'blind deadline extendedTo extensionReason lastCall phase' },
  },
  inputs: {
    ChangeRoundInput: {
      its: 'consultationId',
      moment: 'opensAt closesAt',
      number: 'graceHours',
      choice: 'blind',
      version: 'version',
    },
    OpenRoundInput: {
      its: 'consultationId',
      version: 'ordinal',
      moment: 'opensAt closesAt',
      number: 'graceHours',
      choice: 'blind',
    },
    ExtendRoundInput: {
      its: 'consultationId',
      named: 'organisationId',
      moment: 'closesAt',
      text: 'reason',
    },
  },
};
