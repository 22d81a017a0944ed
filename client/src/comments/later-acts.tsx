import type { ApolloClient } from '@apollo/client';
import type { CommentFieldsFragment as Comment } from '@concord/schema';
import { lazyPage } from '../i18n/lazy-page';
import type { askAhead as askAheadOf } from './acts/ask-ahead';
import type { EvidenceProps } from './acts/evidence';
import type { StancesProps } from './acts/stances';
import type { WithheldProps } from './acts/withheld';
import { later } from './later';

type ActProps = { readonly comment: Comment; readonly onClose: () => void };

export const AcknowledgeForm = later<ActProps>(() => import('./acts/acknowledge-form'));
export const ClearDialog = later<ActProps>(() => import('./acts/clear-dialog'));
export const DecisionForm = later(() => import('./acts/decision-form'));
export const DeferralPart = later(() => import('./acts/deferral-part'));
/** Most comments have none: nothing stands in for it while it is looked for. */
export const Evidence = later<EvidenceProps>(() => import('./acts/evidence'), <></>);
/** The same, for a place that waits for it. */
export const WaitedEvidence = lazyPage<EvidenceProps>(() => import('./acts/evidence'), 'comments/acts');
let known: { readonly askAhead: typeof askAheadOf } | undefined;
/** Asks for what stands in the middle of a thread as it opens. Null: it is here already. */
export function askAhead(client: ApolloClient, comment: Comment): Promise<unknown> | null {
  if (known) return known.askAhead(client, comment);
  return import('./acts/ask-ahead').then((module) => {
    known = module;
    return known.askAhead(client, comment);
  });
}
export const CommentRecord = later<{ readonly comment: Comment }>(() => import('./acts/record'));
export const Stances = later<StancesProps>(() => import('./acts/stances'));
/** Buttons among others: nothing stands in for them, or what one is about to press would jump. */
export const DraftSteps = later<{ readonly comment: Comment }>(() => import('./acts/draft-steps'), <></>);
/** Its place waits for it with all that stands below: buttons there would move under the hand. */
export const WaitedWithheld = lazyPage<WithheldProps>(() => import('./acts/withheld'), 'comments/acts');
export const Withholding = later<{ readonly comment: Comment }>(() => import('./acts/withholding'), <></>);
export const ReplyForm = later<ActProps>(() => import('./acts/reply-form'));
export const DraftAnew = later<{ readonly comment: Comment }>(() => import('./acts/draft-anew'), <></>);
export const WithdrawForm = later<ActProps>(() => import('./acts/withdraw-form'));

const Questions = later<{ readonly comment: Comment }>(() => import('./acts/clarifications'));

/** Nothing at all, and nothing to download, where nobody has asked anything. */
export function Clarifications({ comment }: { readonly comment: Comment }) {
  return comment.clarifications.length > 0 ? <Questions comment={comment} /> : null;
}
