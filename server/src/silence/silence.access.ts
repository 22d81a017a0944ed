import type { Access } from '../platform/graphql/access.js';
import { maySilenceIn, visibleItems } from './silence.policy.js';

export const silenceAccess: Access = {
  asks: { putToSilence: maySilenceIn, concernedBySilence: visibleItems },
  fields: {
    Mutation: {
      putToSilence: 'openSilenceRound(input: fields)',
      concernedBySilence: 'objectToItem(itemId: its, reason: text)',
    },
    SilenceRound: { concernedBySilence: 'closedAt closesAt id items openedAt' },
    SilenceItem: {
      concernedBySilence: 'comment disposition id mayObject objections reason reasonCode state wording',
    },
    SilenceObjection: { concernedBySilence: 'givenAt id organisation reason' },
  },
  inputs: {
    OpenSilenceInput: { key: 'key', its: 'consultationId', number: 'hours', fields: 'items' },
    SilenceItemInput: { its: 'commentId', choice: 'disposition reasonCode', text: 'reason wording' },
  },
};
