export { AnchorNote, Quote } from './anchor-note';
export { BlockComments } from './block-comments';
export { CommentListContext } from './comment-list';
export type { CommentList } from './comment-list';
export { CommentState } from './comment-state';
export { asks, problemsOf, storedBegun, storedText, textOf, wholeBlock } from './comment-text';
export type { BegunComment, TextProblem } from './comment-text';
export { CommentThread } from './comment-thread';
export { CommentWords } from './comment-words';
export { Composer } from './composer';
export type { ComposerTask } from './composer';
export { commentHref, readingHref, sectionTitle, useOpenConsultation } from './consultation';
export type { Consultation, SectionHead } from './consultation';
export { ConsultationGate } from './consultation-gate';
export { useCopyLink } from './copy-link';
export { DiscardButton } from './discard-button';
export { FailureNotice } from './failure-notice';
export { queryOf, undecided } from './filters';
export { newKey } from './key';
export {
  AcknowledgeForm,
  Clarifications,
  DecisionForm,
  DeferralPart,
  DraftSteps,
  Evidence,
  Stances,
  Withholding,
} from './later-acts';
export type { DeferralDraft } from './acts/deferral-draft';
export {
  BlockProposal,
  CommentBody,
  DecidedBlock,
  ProposalPart,
  SuggestEditor,
  WordsProposal,
} from './later-proposals';
export { askedOf } from './proposing/asked';
export { OrganisationBadge } from './organisation-badge';
export { useSend, useSending } from './send';
export type { Failure } from './send';
export { DecisionView } from './decision-view';
export { useRowKeys } from './use-row-keys';
export { Margin } from './margin';
export type { MarginItem, Sought } from './margin';
export { MoreComments } from './more-comments';
export { Note } from './note';
export { AtHandContext, groupedByBlock, noteId, NotesContext, useNotes } from './notes';
export type { AtHand, Notes } from './notes';
export { ParagraphView } from './paragraph-view';
export { placeComments } from './placement';
export type { PlacedComment } from './placement';
export { draftInput, revisionInput, saveDraft } from './save-draft';
export { cellsOf, surroundings } from './surroundings';
export { fetchComment, readComment, useComment } from './use-comment';
export { useCommentList } from './use-comment-list';
export { usePages } from './use-pages';
export type { CommentListDocument } from './use-pages';
export { isEscapeFor, useElementEvents, useFormKeys } from './use-element-events';
export { news } from './news';
export { useLiveConsultation } from './use-live-consultation';
export { useMoment } from './use-moment';
export { wentAlong } from './live-events';
export { usePlaces } from './use-places';
export { useMovedComments } from './use-moved-comments';
export { UnsentContext, useUnsent, useUnsentText } from './use-unsent';
export { WordingView } from './wording-view';
export { acceptedWording, withWording } from './with-wording';
export type { Proposed, Reworded } from './with-wording';
export { dispositionState, isPrivate, isSettled, numberWords } from './words';
