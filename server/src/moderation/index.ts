export { Clarification, Triage } from './moderation.entity.js';
export {
  CommentModerationResolver,
  ModerationResolver,
  ModeratorNotesResolver,
  TrackedQuestionsResolver,
  WithholdingsResolver,
} from './moderation.resolver.js';
