import {
  decisionProblems,
  dispositionFacts,
  dispositions,
  needsReasonCode,
  seenByAllOf,
} from '@concord/consultation';
import { relateProposals } from '@concord/consultation/rivalry';
import type { Disposition, OutcomeInput, ReasonCode } from '@concord/schema';
import { asks } from '../comments';
import type { DeferralDraft } from '../comments';
import { laneWording } from './contested';
import type { LaneWords as Lane } from './contested';

/** What goes into the text: a lane's proposal, the moderators' compromise, or nothing. */
export type Basis = `lane:${string}` | 'compromise' | 'none';

export type Fate = {
  /** `leave`: the comment stays open, this decision does not touch it. */
  readonly disposition: Disposition | 'leave';
  readonly reason: string;
  readonly reasonCode: ReasonCode | null;
  /** To whom and until when, where it is put off. */
  readonly deferral: DeferralDraft | null;
};

/** A decision on a conflict, as far as it is filled in. */
export type BoardDraft = {
  readonly key: string;
  readonly basis: Basis | null;
  readonly fates: Readonly<Record<string, Fate>>;
};

/** Whether it puts a comment off instead of ending its case. */
export const defers = (disposition: Disposition): boolean =>
  dispositionFacts[disposition].statusAfter === 'under_review';
const deferring = dispositions.filter(defers);

export const blankBoard = (key: string): BoardDraft => ({ key, basis: null, fates: {} });

const blankFate: Fate = { disposition: 'leave', reason: '', reasonCode: null, deferral: null };

/** What can become of a lane, the usual first. A remark without wording can't take anybody's place. */
export function choicesFor(
  basis: Basis,
  lane: Lane,
  lanes: readonly Lane[],
): readonly (Disposition | 'leave')[] {
  if (basis === `lane:${lane.id}`) return ['accepted'];
  const rest: readonly (Disposition | 'leave')[] = ['not_accepted', 'noted', ...deferring, 'leave'];
  if (basis === 'none') return ['not_accepted', 'noted', 'referred', ...deferring, 'leave'];
  if (basis === 'compromise')
    return lane.proposalKind === 'move'
      ? ['merged', 'superseded', ...rest]
      : ['merged', 'accepted_with_modification', 'superseded', ...rest];
  const chosen = lanes.find(({ id }) => basis === `lane:${id}`);
  const besides = asks(lane) && chosen !== undefined && canStandBeside(chosen, lane);
  const accepted = besides ? (['accepted'] as const) : [];
  if (chosen && isNarrower(chosen, lane)) return ['not_accepted', ...accepted, ...rest.slice(1)];
  // Rivals give way unless somebody says otherwise.
  return ['superseded', 'merged', ...accepted, ...rest];
}

/** [DE7] Whether somebody reads the lane who may not know of the chosen one: they can't be told that it took its place. */
export function isNarrower(chosen: Lane, lane: Lane): boolean {
  // One paragraph, so one domain.
  const [one, into] = [lane, chosen].map(({ visibility, organisation: { id, kind } }) => ({
    visibility,
    domain: null,
    organisationId: id,
    organisationKind: kind,
  }));
  return one !== undefined && into !== undefined && !seenByAllOf(one, into);
}

/** Two wordings of one decision: in texts of their own, or on words that the other does not change. */
function canStandBeside(one: Lane, other: Lane): boolean {
  if (one.target.language !== other.target.language) return true;
  const [a, b] = [one, other].map((lane) => {
    const { start, end, words } = lane.anchor;
    return start === null || end === null || words === null
      ? null
      : {
          kind: lane.proposalKind,
          after: lane.destination?.blockId ?? null,
          start,
          end,
          original: words,
          replacement: lane.proposalKind === 'words' ? (laneWording(lane) ?? words) : (lane.proposal ?? ''),
        };
  });
  return a && b ? ['apart', 'together'].includes(relateProposals(a, b)) : false;
}

/** Another basis: what was chosen for a lane stays where it still can; its reason stays in any case. */
export function withBasis(draft: BoardDraft, basis: Basis, lanes: readonly Lane[]): BoardDraft {
  const fates = Object.fromEntries(
    lanes.map((lane) => {
      const before = draft.fates[lane.id];
      const choices = choicesFor(basis, lane, lanes);
      const usual = !asks(lane) && basis !== 'compromise' ? 'leave' : (choices[0] ?? 'leave');
      const kept = before && draft.basis !== null && choices.includes(before.disposition);
      return [lane.id, { ...blankFate, ...before, disposition: kept ? before.disposition : usual }];
    }),
  );
  return { ...draft, basis, fates };
}

export const withFate = (draft: BoardDraft, laneId: string, change: Partial<Fate>): BoardDraft => ({
  ...draft,
  fates: { ...draft.fates, [laneId]: { ...fateOf(draft, laneId), ...change } },
});

// What an older page stored knows nothing of putting off.
export const fateOf = (draft: BoardDraft, laneId: string): Fate => ({ ...blankFate, ...draft.fates[laneId] });

export type BoardIssue =
  | 'choose'
  | 'nobody'
  | 'wording'
  | 'reason_required'
  | 'reason_too_long'
  | 'reason_code_required'
  | 'deferral';

/** What is still missing; of which lane, where it is one's. */
export function issuesOf(
  draft: BoardDraft,
  lanes: readonly Lane[],
  compromise: string | null,
): { readonly laneId: string | null; readonly issue: BoardIssue }[] {
  if (draft.basis === null) return [{ laneId: null, issue: 'choose' }];
  if (draft.basis === 'compromise' && compromise === null) return [{ laneId: null, issue: 'wording' }];
  const decided = lanes.filter(({ id }) => fateOf(draft, id).disposition !== 'leave');
  if (decided.length === 0) return [{ laneId: null, issue: 'nobody' }];
  return decided.flatMap(({ id }) => {
    const { disposition, reason, reasonCode, deferral } = fateOf(draft, id);
    if (disposition === 'leave') return [];
    const issues: BoardIssue[] = decisionProblems({ disposition, reason, reasonCode });
    if (defers(disposition) && !deferral?.given) issues.push('deferral');
    return issues.map((issue) => ({ laneId: id, issue }));
  });
}

/** What is sent: one outcome for each lane that is decided on. */
export function outcomesOf(draft: BoardDraft, lanes: readonly Lane[]): OutcomeInput[] {
  const chosen = draft.basis?.startsWith('lane:') ? draft.basis.slice('lane:'.length) : null;
  return lanes.flatMap((lane): OutcomeInput[] => {
    const { disposition, reason, reasonCode, deferral } = fateOf(draft, lane.id);
    if (disposition === 'leave') return [];
    return [
      {
        commentId: lane.id,
        disposition,
        reason: reason.trim() || null,
        reasonCode: needsReasonCode(disposition) ? reasonCode : null,
        intoId: dispositionFacts[disposition].needsOther ? chosen : null,
        seenWords: disposition === 'accepted' ? lane.anchor.words : null,
        deferral: defers(disposition) ? (deferral?.given ?? null) : null,
      },
    ];
  });
}

export function storedBoard(value: unknown): BoardDraft | null {
  if (typeof value !== 'object' || value === null) return null;
  const { key, basis, fates } = value as Partial<Record<string, unknown>>;
  const known = basis === null || basis === 'none' || basis === 'compromise';
  const ofLane = typeof basis === 'string' && basis.startsWith('lane:');
  if (typeof key !== 'string' || !(known || ofLane)) return null;
  if (typeof fates !== 'object' || fates === null) return null;
  const whole = Object.values(fates).every(
    (fate: unknown) => typeof fate === 'object' && fate !== null && 'disposition' in fate && 'reason' in fate,
  );
  // Written by this very page; a lane that is gone since is simply not asked for.
  return whole ? (value as BoardDraft) : null;
}
