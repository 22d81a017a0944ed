import type { Access } from '../platform/graphql/access.js';
import {
  abilities,
  isHiddenFrom,
  mayKnowAuthor,
  mayKnowNumber,
  mayRead,
  mayReadWords,
  visibleTo,
} from './comments.policy.js';

export const commentsAccess: Access = {
  asks: {
    readComment: mayRead,
    listComments: visibleTo,
    changeComment: abilities,
    ownOrganisation: mayKnowAuthor,
    knowNumber: mayKnowNumber,
    readWords: mayReadWords,
    readHidden: isHiddenFrom,
  },
  fields: {
    Query: {
      readComment: 'comment(id: its)',
      listComments: `comments(consultationId: its, filter: fields, first: number, after: place)
        movedComments(sectionId: its, language: choice, revision: number)`,
    },
    Mutation: {
      readSection: 'draftComment(input: fields)',
      changeComment: `reviseComment(input: fields) classifyComment(input: fields) discardComment(commentId: its)
        withdrawComment(commentId: its, reason: text) replyToComment(input: fields)
        acknowledgeDecision(commentId: its, acknowledgement: choice) draftAnew(commentId: its, key: key)`,
    },
    Comment: {
      readComment: `acknowledgement anchor clearedAt consultation createdAt escalated id language late may
        mayTakeStance organisation outcome outcomes revisedAt sealHolds section severity stances status target type
        version visibility withheld`,
      readWords: 'body destination indicators proposal proposalKind rich seal withholdings',
      readHidden: 'reconsideration replies withdrawalReason',
      readFiles: 'evidence',
      ownOrganisation: 'author clearance',
      knowNumber: 'number',
      moderate: 'moderation',
      readQuestions: 'clarifications',
    },
    Anchor: { readComment: 'blockId end revision start status words' },
    Destination: { readWords: 'blockId section words' },
    Target: { readComment: 'blockId end language quote revision section start' },
    Quote: { readComment: 'exact prefix suffix' },
    CommentAbilities: {
      changeComment: 'acknowledge clear decide discard pass reply return revise setAside submit withdraw',
    },
    Reply: { readComment: 'body createdAt id language organisation', ownOrganisation: 'author' },
    CommentConnection: { listComments: 'edges pageInfo totalCount' },
    CommentEdge: { listComments: 'cursor node' },
    CommentDiscarded: { changeComment: 'commentId' },
    Section: { listComments: 'counts' },
    SectionCounts: { listComments: 'decided mine open' },
  },
  inputs: {
    CommentFilter: {
      narrows: `acknowledgements byMe languages mine organisationIds proposalKinds search sectionIds severities
        statuses types`,
    },
    DraftCommentInput: {
      key: 'key',
      its: 'consultationId moveSectionId',
      fields: 'target',
      choice: 'type severity visibility language proposalKind',
      place: 'moveAfter',
      text: 'body proposal indicators',
    },
    TargetInput: {
      its: 'sectionId',
      choice: 'language',
      place: 'blockId start end',
      version: 'exact revision',
    },
    ReviseCommentInput: {
      its: 'commentId moveSectionId',
      version: 'version',
      fields: 'target',
      choice: 'type severity visibility proposalKind',
      place: 'moveAfter',
      text: 'body proposal indicators',
    },
    ClassifyCommentInput: { its: 'commentId', choice: 'type severity visibility' },
    ReplyInput: { key: 'key', its: 'commentId', text: 'body', choice: 'language' },
  },
};
