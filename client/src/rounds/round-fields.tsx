import { longestGraceHours } from '@concord/consultation';
import { useText } from '../i18n/provider';
import { Checkbox } from '../ui/choice';
import { DateField } from '../ui/date-field';
import { TextField } from '../ui/field';
import { Form } from '../ui/form';

/** Dates of a round as they are typed, in the time zone of the consultation. */
export type TypedRound = {
  readonly opensAt: string;
  readonly closesAt: string;
  readonly grace: string;
  readonly blind: boolean;
};

type RoundFieldsProps = {
  readonly value: TypedRound;
  readonly onChange: (value: TypedRound) => void;
  readonly wrong: (field: string) => string | undefined;
  readonly onSubmit: () => void;
  /** What an empty opening means, where that needs saying. */
  readonly opening?: string;
};

/** What the lead agency sets of a round: when it opens and closes, its grace, and whether it is blind. */
export function RoundFields({ value, onChange, wrong, onSubmit, opening }: RoundFieldsProps) {
  const t = useText();
  return (
    <Form onSubmit={onSubmit}>
      <DateField
        withTime
        label={t('rounds.change.opensAt')}
        description={opening}
        value={value.opensAt}
        onChange={(opensAt) => onChange({ ...value, opensAt })}
        error={wrong('opensAt')}
      />
      <DateField
        withTime
        label={t('rounds.change.closesAt')}
        value={value.closesAt}
        onChange={(closesAt) => onChange({ ...value, closesAt })}
        error={wrong('closesAt')}
      />
      <TextField
        type="number"
        min={0}
        max={longestGraceHours}
        label={t('rounds.change.grace')}
        description={t('rounds.change.graceExplain')}
        value={value.grace}
        onChange={(grace) => onChange({ ...value, grace })}
        error={wrong('graceHours')}
      />
      <Checkbox
        label={t('rounds.change.blind')}
        description={t('rounds.change.blindExplain')}
        checked={value.blind}
        onChange={(blind) => onChange({ ...value, blind })}
      />
    </Form>
  );
}
