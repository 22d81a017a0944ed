import type { Access } from '../platform/graphql/access.js';
import { isModerator, mayModerate, mayReadQuestions } from './moderation.policy.js';

export const moderationAccess: Access = {
  asks: { moderate: mayModerate, beModerator: isModerator, readQuestions: mayReadQuestions },
  fields: {
    Query: {
      beModerator: `inbox(consultationId: its, filter: fields, triage: fields, first: number, after: place)
        moderators(consultationId: its) savedViews(consultationId: its)`,
    },
    Mutation: {
      moderate: `triageComment(input: fields) noteOnComment(commentId: its, body: text, key: key)
        clusterComments(commentId: its, others: its)
        askClarification(commentId: its, question: text, dueAt: moment, key: key)`,
      readQuestions: 'answerClarification(id: its, answer: text)',
      beModerator: 'saveView(consultationId: its, name: text, query: text)',
      self: 'forgetView(id: its)',
    },
    Moderation: { moderate: 'assignee notes recommendation similar tags' },
    ModeratorNote: { moderate: 'author body createdAt id' },
    SimilarComment: { moderate: 'comment likeness together' },
    Clarification: { readQuestions: 'answer answeredAt askedAt dueAt id mayAnswer question' },
    SavedView: { self: 'id name query' },
  },
  inputs: {
    TriageFilter: { narrows: 'asked assigneeId tags unassigned' },
    TriageInput: { its: 'commentId', named: 'assigneeId', choice: 'recommendation', text: 'tags' },
  },
};
