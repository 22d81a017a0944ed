export { Clarification, Triage } from './moderation.entity.js';
export {
  CommentModerationResolver,
  ModerationResolver,
  ModeratorNotesResolver,
  WithholdingsResolver,
} from './moderation.resolver.js';
