export {
  CommentModerationResolver,
  ModerationResolver,
  ModeratorNotesResolver,
} from './moderation.resolver.js';
