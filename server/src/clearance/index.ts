export { ClearanceEntry } from './clearance.entity.js';
export {
  ClearanceResolver,
  ClearingDeskResolver,
  ColleaguesResolver,
  CommentClearanceResolver,
  CommentsInClearanceResolver,
  ConsultationWaitingResolver,
  DeputiesResolver,
  HistoryResolver,
} from './clearance.resolver.js';
export { seal } from './seal.js';
