export {
  acknowledgements,
  anchorStatuses,
  commentStatuses,
  commentTypes,
  dispositions,
  organisationKinds,
  reasonCodes,
  roles,
  severities,
  visibilities,
  type Acknowledgement,
  type AnchorStatus,
  type CommentStatus,
  type CommentType,
  type Disposition,
  type OrganisationKind,
  type ReasonCode,
  type Role,
  type Severity,
  type Visibility,
} from './words.js';
export {
  commentMoves,
  isOfficial,
  isOpen,
  isPrivate,
  mayMove,
  mayUndergo,
  type CommentAct,
  type CommentMove,
} from './moves.js';
export {
  appliesWording,
  decidableAlone,
  decisionProblem,
  dispositionFacts,
  isFinal,
  needsReason,
  needsReasonCode,
  statusAfter,
  type DecisionProblem,
  type DispositionFacts,
} from './dispositions.js';
export { fits, limits, type Limit } from './limits.js';
export { inScope, maySee, officialVisibilities, type Subject, type Viewer } from './visibility.js';
export {
  commentAbilities,
  consultationAbilities,
  mayCommentOn,
  rolesThat,
  type CommentAbilities,
  type ConsultationAbilities,
  type Member,
  type OwnedComment,
} from './abilities.js';
export { commentEventTypes, mayHear, type CommentEventType } from './events.js';
export { mayEnterRoom } from './rooms.js';
