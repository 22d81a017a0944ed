import type { CommentFieldsFragment as Comment } from '@concord/schema';
import type { StancesProps } from './acts/stances';
import { later } from './later';

type ActProps = { readonly comment: Comment; readonly onClose: () => void };

export const AcknowledgeForm = later<ActProps>(() => import('./acts/acknowledge-form'));
export const ClearDialog = later<ActProps>(() => import('./acts/clear-dialog'));
export const DecisionForm = later(() => import('./acts/decision-form'));
export const DeferralPart = later(() => import('./acts/deferral-part'));
/** Most comments have none: nothing stands in for it while it is looked for. */
export const Evidence = later<{ readonly comment: Pick<Comment, 'id'>; readonly editable?: boolean }>(
  () => import('./acts/evidence'),
  <></>,
);
export const CommentRecord = later<{ readonly comment: Comment }>(() => import('./acts/record'));
export const Stances = later<StancesProps>(() => import('./acts/stances'));
/** Buttons among others: nothing stands in for them, or what one is about to press would jump. */
export const DraftSteps = later<{ readonly comment: Comment }>(() => import('./acts/draft-steps'), <></>);
export const Withheld = later<{ readonly comment: Comment }>(() => import('./acts/withheld'));
export const Withholding = later<{ readonly comment: Comment }>(() => import('./acts/withholding'), <></>);
export const ReplyForm = later<ActProps>(() => import('./acts/reply-form'));
export const DraftAnew = later<{ readonly comment: Comment }>(() => import('./acts/draft-anew'), <></>);
export const WithdrawForm = later<ActProps>(() => import('./acts/withdraw-form'));

const Questions = later<{ readonly comment: Comment }>(() => import('./acts/clarifications'));

/** Nothing at all, and nothing to download, where nobody has asked anything. */
export function Clarifications({ comment }: { readonly comment: Comment }) {
  return comment.clarifications.length > 0 ? <Questions comment={comment} /> : null;
}
