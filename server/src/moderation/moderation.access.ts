import type { Access } from '../platform/graphql/access.js';
import { isModerator, mayModerate, mayReadQuestions } from './moderation.policy.js';

export const moderationAccess: Access = {
  asks: { moderate: mayModerate, beModerator: isModerator, readQuestions: mayReadQuestions },
  fields: {
    Query: {
      beModerator: `inboxFacts(consultationId: its) inbox(consultationId: its, filter: fields, triage: fields, first: number, after: place)
        moderators(consultationId: its) savedViews(consultationId: its)`,
    },
    Mutation: {
      moderate: `triageComment(input: fields) noteOnComment(commentId: its, body: text, key: key)
        clusterComments(commentId: its, others: its)
        askClarification(commentId: its, question: text, dueAt: moment, key: key)
        withholdComment(input: fields) restoreComment(commentId: its, note: text, seen: version)`,
      readQuestions: 'answerClarification(id: its, answer: text)',
      beModerator: 'saveView(consultationId: its, name: text, query: text)',
      self: 'forgetView(id: its)',
    },
    Moderation: { moderate: 'assignee notes recommendation similar tags' },
    ModeratorNote: { moderate: 'author body createdAt id' },
    SimilarComment: { moderate: 'comment likeness together' },
    Clarification: { readQuestions: 'answer answeredAt askedAt dueAt id mayAnswer question' },
    Withholding: {
      readComment: 'endedAt files id kind madeAt organisation reasonCode',
      readWords: 'body endNote note proposal',
    },
    TextRange: { readWords: 'end start' },
    InboxFacts: {
      beModerator: 'asked blocking contested deferred maintained open overdue tags unassigned',
    },
    ContestedComment: { beModerator: 'commentId conflictId' },
    TagCount: { beModerator: 'count tag' },
    SavedView: { self: 'id name query' },
  },
  inputs: {
    TriageFilter: { narrows: 'asked assigneeId contested deferred overdue tags unassigned' },
    WithholdInput: {
      its: 'commentId',
      choice: 'files kind reasonCode',
      text: 'note',
      fields: 'body proposal',
      version: 'seen',
    },
    TextRangeInput: { place: 'end start' },
    TriageInput: {
      its: 'commentId',
      named: 'assigneeId',
      choice: 'recommendation',
      text: 'addTags removeTags tags',
    },
  },
};
