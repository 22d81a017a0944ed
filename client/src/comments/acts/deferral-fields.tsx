import { groupName } from '@concord/consultation/deferrals';
import type { Disposition } from '@concord/schema';
import { useLocale, useText } from '../../i18n/provider';
import { wholeDays } from '../../platform/wall-time';
import { DateField } from '../../ui/date-field';
import { Select, TextField } from '../../ui/field';
import { useOpenConsultation } from '../consultation';
import { blankDeferral, deferralIssue, givenBy, GROUP, type DeferralDraft } from './deferral-draft';

export type DeferralFieldsProps = {
  readonly disposition: Disposition;
  /** Null while nothing is filled in. */
  readonly value: DeferralDraft | null;
  readonly onChange: (value: DeferralDraft) => void;
  /** Whether what is missing is said already. */
  readonly tried: boolean;
};

/** To whom a comment is put off, and until the end of which day where the consultation is. */
export default function DeferralFields({ disposition, value, onChange, tried }: DeferralFieldsProps) {
  const t = useText();
  const { locale } = useLocale();
  const { organisations, timeZone } = useOpenConsultation();
  const draft = value ?? blankDeferral;
  const endOf = (day: string) => wholeDays(day, day, timeZone)?.until ?? null;
  const until = endOf(draft.day);
  const issue = tried ? deferralIssue(disposition, draft, until) : null;
  const change = (next: DeferralDraft) => onChange(givenBy(disposition, next, endOf(next.day)));
  const toOthers = disposition === 'deferred';
  const noGroup = tried && draft.group.trim() === '';
  return (
    <>
      {toOthers && (
        <Select
          label={t('acts.defer.whom')}
          value={draft.whom}
          onChange={(whom) => change({ ...draft, whom })}
          options={[
            { value: '', label: t('acts.defer.whom.choose') },
            { value: GROUP, label: t('acts.defer.whom.group') },
            ...organisations.map(({ id, name }) => ({ value: id, label: name[locale] })),
          ]}
          error={tried && draft.whom === '' ? t('acts.defer.problem.whom') : undefined}
        />
      )}
      {toOthers && draft.whom === GROUP && (
        <TextField
          label={t('acts.defer.group')}
          value={draft.group}
          onChange={(group) => change({ ...draft, group })}
          required
          error={
            noGroup || issue === 'group_length'
              ? t('acts.defer.problem.group', { max: groupName.max })
              : undefined
          }
        />
      )}
      <DateField
        label={t('acts.defer.until')}
        description={t('acts.defer.until.help')}
        value={draft.day}
        onChange={(day) => change({ ...draft, day })}
        required
        error={
          tried && until === null
            ? t('acts.defer.problem.until')
            : issue === 'until_past' || issue === 'until_too_far'
              ? t(`acts.defer.problem.${issue}`)
              : undefined
        }
      />
    </>
  );
}
