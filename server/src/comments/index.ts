export { pinTarget, resolveAnchors } from './anchors.js';
export { Comment, CommentAnchor, Reply } from './comments.entity.js';
export { commentEvent } from './comments.events.js';
export { allComments, listComments, listPlaces } from './list.js';
export type { Narrow } from './comments.repository.js';
export {
  abilities,
  isHiddenFrom,
  mayKnowAuthor,
  mayKnowNumber,
  mayRead,
  mayReadWords,
  momentFor,
  openWords,
  readsWithheld,
  subjectOf,
  visibleTo,
} from './comments.policy.js';
export { anchorOf, commentById, foldedText, lockComment, lockComments } from './comments.repository.js';
export {
  CommentsResolver,
  DestinationsResolver,
  RepliesResolver,
  SectionCountsResolver,
  TargetsResolver,
} from './comments.resolver.js';
export { beginRoomOf, projectRoom, settleRoom } from './room-text.js';
export { lockReadable, readableComment } from './comments.service.js';
export {
  CommentConnection,
  CommentFilter,
  CommentResult,
  CommentType,
  TargetInput,
} from './comments.types.js';
