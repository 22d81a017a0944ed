import { deferralProblem, type DeferralProblem } from '@concord/consultation/deferrals';
import type { DeferralInput, Disposition } from '@concord/schema';

/** To whom a comment is put off and until when, as far as it is filled in. */
export type DeferralDraft = {
  /** Id of the organisation; `group` for a working group, empty for nobody yet. */
  readonly whom: string;
  readonly group: string;
  /** The last day, as a date field holds it. */
  readonly day: string;
  /** What is sent; null while something is missing or wrong. */
  readonly given: DeferralInput | null;
};

export const GROUP = 'group';

export const blankDeferral: DeferralDraft = { whom: '', group: '', day: '', given: null };

/** What is missing or wrong, or null: by the rule that the server has. `until`: the end of the last day. */
export function deferralIssue(
  disposition: Disposition,
  draft: DeferralDraft,
  until: string | null,
  now = new Date(),
): DeferralProblem | null {
  const input = inputOf(disposition, draft, until);
  return deferralProblem(
    disposition,
    input && {
      to: input.to,
      organisationId: input.organisationId ?? null,
      group: input.group ?? null,
      until: new Date(input.until),
    },
    now,
  );
}

/** The draft with what may be sent of it. */
export function givenBy(
  disposition: Disposition,
  draft: DeferralDraft,
  until: string | null,
  now = new Date(),
): DeferralDraft {
  const right = deferralIssue(disposition, draft, until, now) === null;
  return { ...draft, given: right ? inputOf(disposition, draft, until) : null };
}

function inputOf(
  disposition: Disposition,
  { whom, group }: DeferralDraft,
  until: string | null,
): DeferralInput | null {
  if (until === null) return null;
  if (disposition === 'deferred_to_session') return { to: 'session', until };
  return whom === GROUP
    ? { to: 'working_group', group: group.trim(), until }
    : { to: 'organisation', organisationId: whom === '' ? null : whom, until };
}
