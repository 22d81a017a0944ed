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
  isInHand,
  isOfficial,
  isOpen,
  isPrivate,
  mayMove,
  mayUndergo,
  openStatuses,
  type CommentAct,
  type CommentMove,
} from './moves.js';
export {
  appliesWording,
  decidableAlone,
  decisionProblem,
  decisionProblems,
  dispositionFacts,
  isFinal,
  needsReason,
  needsReasonCode,
  statusAfter,
  type DecisionProblem,
  type DispositionFacts,
} from './dispositions.js';
export { fits, limits, type Limit } from './limits.js';
export { inScope, isBlindTo, maySee, officialVisibilities, type Subject, type Viewer } from './visibility.js';
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
export { mayEnterRoom } from './rooms.js';
export {
  commentEventTypes,
  eventTypes,
  isInner,
  mayHear,
  mayHearOfRound,
  reachOf,
  roundEventTypes,
  silenceEventTypes,
  wideEventTypes,
  type CommentEventType,
  type EventType,
  type RoundEventType,
  type SilenceEventType,
  type WideEventType,
} from './events.js';
export {
  blindSince,
  datesProblem,
  isOver,
  deadlineOf,
  lastCallOf,
  longestGraceHours,
  mayChangeBlindness,
  mayClear,
  mayComment,
  mayExtendTo,
  mayRemind,
  phaseFacts,
  reopens,
  roundPhase,
  roundPhases,
  type Admission,
  type RoundDates,
  type RoundPhase,
  type RoundProblem,
  type RoundRefusal,
  type WrittenRound,
} from './rounds.js';
export {
  disposalProblem,
  MOST_DISPOSALS,
  seenByAllOf,
  type Disposable,
  type Disposal,
  type DisposalProblem,
  type FoundProblem,
} from './disposal.js';
export {
  followed,
  kindOf,
  minimal,
  overlap,
  replay,
  type Operation,
  type OperationKind,
} from './operations.js';
export { placed, textWith, type Rewording, type WritableText } from './writing.js';
export {
  addsParagraph,
  areIndicators,
  asksForChange,
  concernsBlock,
  indicatorsIn,
  MOST_INDICATORS,
  proposalKinds,
  type ProposalKind,
} from './proposals.js';
export { suggestionOf, type Suggestion } from './suggestions.js';
export {
  conflictKinds,
  findConflicts,
  type ConflictKind,
  type FoundConflict,
  type Rival,
} from './conflicts.js';
export {
  mayTakeStance,
  stanceNeedsReason,
  stancePositions,
  stanceProblem,
  type StancePosition,
} from './stances.js';
export {
  mayGiveNilReturn,
  mayGiveOpinion,
  opinionProblem,
  opinions,
  responseState,
  responseStates,
  type Opinion,
  type ResponseState,
} from './responses.js';
export { likenessTo, similarFrom } from './similarity.js';
export {
  changedTags,
  cleanTags,
  mayAnswer,
  mayAsk,
  moderates,
  moderationLimits,
  mostTags,
} from './moderation.js';
export {
  GAP,
  mayReadWithheld,
  proposalIsOpen,
  rangesOf,
  tidyRanges,
  withGaps,
  withholdingKinds,
  withholdingNote,
  withholdingProblem,
  withholdingReasons,
  type Range,
  type Withheld,
  type WithholdingKind,
  type WithholdingProblem,
  type WithholdingReason,
} from './withholding.js';
export {
  concerns,
  mayObjectTo,
  silenceHours,
  silenceItemStates,
  silenceProblem,
  type SilenceItemState,
  type SilenceProblem,
} from './silence.js';
export {
  chainWith,
  clearanceSteps,
  firstStep,
  nextStep,
  stepWhereItLies,
  type ClearanceStep,
} from './chain.js';
export {
  draftPairs,
  draftRelations,
  relationOf,
  type DraftPair,
  type DraftRelation,
  type PlacedDraft,
} from './draft-pairs.js';
export { mergeProblem, type MergeableDraft, type MergeProblem } from './merging.js';
export { deputyProblem, isDeputyAt, type DeputyProblem, type Period } from './deputies.js';
export {
  canonicalJson,
  sealedText,
  sealFormatNow,
  type SealedComment,
  type SealedEvidence,
  type SealFormat,
} from './seal.js';
export { isEscalated, reconsiderationProblem, type ReconsiderationProblem } from './answers.js';
export {
  expectationOf,
  expectations,
  phaseNow,
  stageNow,
  stages,
  stageState,
  type Expectation,
  type SilenceStanding,
  type Stage,
} from './timeline.js';
