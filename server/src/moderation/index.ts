export {
  CommentModerationResolver,
  ModerationResolver,
  ModeratorNotesResolver,
  WithholdingsResolver,
} from './moderation.resolver.js';
