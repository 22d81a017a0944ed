import { stepWhereItLies, type ClearanceStep } from './chain.js';
import { isOfficial, mayUndergo } from './moves.js';
import { inScope, maySee, type Subject, type Viewer } from './visibility.js';
import type { CommentStatus, Role } from './words.js';

export type ConsultationAbilities = {
  readonly edit: boolean;
  readonly import: boolean;
  readonly comment: boolean;
  readonly clear: boolean;
  readonly decide: boolean;
  readonly invite: boolean;
  readonly freeze: boolean;
  /** Correct the text by a decision of one's own, where it is frozen. */
  readonly correct: boolean;
  /** Sets the dates of rounds, extends, pauses, reminds. */
  readonly run: boolean;
  /** Looks into the record: who did what when. */
  readonly audit: boolean;
  /** Registers addresses that are told what happens. */
  readonly connect: boolean;
};

/** Which roles open which door. */
export const rolesThat: Readonly<Record<keyof ConsultationAbilities, readonly Role[]>> = {
  edit: ['drafter'],
  import: ['drafter'],
  comment: ['contributor', 'clearing_officer', 'lead_agency'],
  clear: ['clearing_officer'],
  decide: ['moderator'],
  invite: ['lead_agency', 'administrator'],
  freeze: ['drafter', 'lead_agency'],
  correct: ['drafter', 'moderator'],
  run: ['lead_agency'],
  audit: ['lead_agency', 'administrator', 'auditor'],
  connect: ['lead_agency', 'administrator'],
};

const can = (ability: keyof ConsultationAbilities, held: readonly Role[]): boolean =>
  rolesThat[ability].some((role) => held.includes(role));

/** What somebody with these roles can do in the consultation as a whole. */
export const consultationAbilities = (held: readonly Role[]): ConsultationAbilities => ({
  edit: can('edit', held),
  import: can('import', held),
  comment: can('comment', held),
  clear: can('clear', held),
  decide: can('decide', held),
  invite: can('invite', held),
  freeze: can('freeze', held),
  correct: can('correct', held),
  run: can('run', held),
  audit: can('audit', held),
  connect: can('connect', held),
});

/** Whether the viewer may begin a comment on a section of this domain. */
export const mayCommentOn = (viewer: Viewer, domain: number | null): boolean =>
  can('comment', viewer.roles) && inScope(viewer.domains, domain);

export type CommentAbilities = {
  readonly revise: boolean;
  readonly discard: boolean;
  readonly submit: boolean;
  readonly pass: boolean;
  readonly return: boolean;
  readonly setAside: boolean;
  readonly clear: boolean;
  readonly withdraw: boolean;
  readonly reply: boolean;
  readonly decide: boolean;
  readonly acknowledge: boolean;
};

export type Member = Viewer & {
  readonly personId: string;
  /** The steps before the clearing officer in the member's own organisation; none unless it says so. */
  readonly chain?: readonly ClearanceStep[] | undefined;
  /** Those of them that this person takes. */
  readonly steps?: readonly ClearanceStep[] | undefined;
};
export type OwnedComment = Subject & {
  readonly authorId: string | null;
  /** Where in the chain it lies while it is in internal review. */
  readonly step?: ClearanceStep | null | undefined;
};

const nothing: CommentAbilities = {
  revise: false,
  discard: false,
  submit: false,
  pass: false,
  return: false,
  setAside: false,
  clear: false,
  withdraw: false,
  reply: false,
  decide: false,
  acknowledge: false,
};

/** What this member can do with this comment now. Nothing at all with a comment that they may not see. */
export function commentAbilities(member: Member, comment: OwnedComment): CommentAbilities {
  if (!maySee(member, comment)) return nothing;

  const { status } = comment;
  const own = member.organisationId === comment.organisationId;
  const clearsForOwn = own && can('clear', member.roles);
  const speaksForOwn = own && can('comment', member.roles);
  const author = speaksForOwn && comment.authorId === member.personId;
  const step = stepWhereItLies(member.chain ?? [], status, comment.step ?? null);
  const last = step === 'clearing_officer';
  const inReview = status === 'internal_review';
  // [CE1] What lies at a step of the chain is locked for everybody who does not take that step.
  const holds =
    inReview && (last ? clearsForOwn : own && step !== null && (member.steps ?? []).includes(step));

  return {
    revise: inReview ? holds : speaksForOwn && isWithDrafters(status),
    discard: (author || clearsForOwn) && isWithDrafters(status),
    submit: speaksForOwn && mayUndergo('submit', status),
    pass: holds && !last,
    return: holds,
    setAside: clearsForOwn && mayUndergo('set_aside', status),
    clear: clearsForOwn && mayUndergo('clear', status) && last && comment.visibility !== 'organisation',
    withdraw: clearsForOwn && mayUndergo('withdraw', status),
    reply: isOfficial(status) && status !== 'withdrawn' && speaksInTheOpen(member.roles),
    decide: can('decide', member.roles) && mayUndergo('decide', status),
    acknowledge: clearsForOwn && mayUndergo('acknowledge', status),
  };
}

const isWithDrafters = (status: CommentStatus): boolean => status === 'draft' || status === 'returned';

// A reply is read by others at once. A ministry speaks as one, so it is given by those who clear, not by contributors.
const speakers: readonly Role[] = ['clearing_officer', 'lead_agency', 'moderator', 'drafter'];
const speaksInTheOpen = (held: readonly Role[]): boolean => speakers.some((role) => held.includes(role));
