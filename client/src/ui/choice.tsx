import type { ReactNode } from 'react';
import { useId } from 'react';
import { classes } from './classes';
import { Icon } from './icon';
import styles from './choice.module.css';

type CheckboxProps = {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly name?: string;
};

export function Checkbox({ label, description, checked, onChange, disabled, name }: CheckboxProps) {
  const id = useId();
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        className={styles.input}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={description ? id : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles.words}>
        {label}
        {description && (
          <span id={id} className={styles.description}>
            {description}
          </span>
        )}
      </span>
    </label>
  );
}

export type Choice<Value extends string> = {
  readonly value: Value;
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
};

type RadioGroupProps<Value extends string> = {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly choices: readonly Choice<Value>[];
  /** `row` wraps; `segments` is one joined control for two to four short words. */
  readonly layout?: 'column' | 'row' | 'segments';
  readonly error?: string | undefined;
};

export function RadioGroup<Value extends string>({
  label,
  labelHidden = false,
  value,
  onChange,
  choices,
  layout = 'column',
  error,
}: RadioGroupProps<Value>) {
  const name = useId();
  return (
    <fieldset
      className={classes(styles.group, styles[layout])}
      aria-describedby={error ? `${name}-error` : undefined}
    >
      <legend className={classes(styles.legend, labelHidden && styles.hidden)}>{label}</legend>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              className={styles.input}
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              aria-describedby={choice.description ? `${name}-${choice.value}` : undefined}
              onChange={() => onChange(choice.value)}
            />
            <span className={styles.words}>
              {choice.label}
              {choice.description && (
                <span id={`${name}-${choice.value}`} className={styles.description}>
                  {choice.description}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <span id={`${name}-error`} className={styles.error}>
          <Icon name="refused" size={14} /> {error}
        </span>
      )}
    </fieldset>
  );
}
