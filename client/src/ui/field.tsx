import type {
  InputHTMLAttributes,
  ReactNode,
  Ref,
  SelectHTMLAttributes,
  SyntheticEvent,
  TextareaHTMLAttributes,
} from 'react';
import { useId, useState } from 'react';
import { useText } from '../i18n/provider';
import { classes } from './classes';
import { Icon } from './icon';
import styles from './field.module.css';

type FieldProps = {
  readonly label: string;
  /** One line of help under the label. */
  readonly description?: ReactNode;
  /** What is wrong and what to do; replaces nothing, stands under the control. */
  readonly error?: string | undefined;
  readonly className?: string | undefined;
  /** Keep the label for screen readers only, where the place makes it plain. */
  readonly labelHidden?: boolean;
};

type Frame = FieldProps & {
  readonly id: string;
  readonly required: boolean;
  readonly optional: boolean;
  readonly aside?: ReactNode;
  readonly children: (describedBy: string | undefined) => ReactNode;
};

function Field({
  id,
  label,
  labelHidden = false,
  description,
  error,
  required,
  optional,
  aside,
  className,
  children,
}: Frame) {
  const t = useText();
  const describedBy = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classes(styles.field, className)}>
      <label htmlFor={id} className={classes(styles.label, labelHidden && styles.hidden)}>
        {label}
        {!required && optional && <span className={styles.optional}> {t('ui.optional')}</span>}
      </label>
      {description && (
        <span id={`${id}-description`} className={styles.description}>
          {description}
        </span>
      )}
      {children(describedBy || undefined)}
      <div className={styles.below}>
        {error && (
          <span id={`${id}-error`} className={styles.error}>
            <Icon name="refused" size={14} /> {error}
          </span>
        )}
        {aside}
      </div>
    </div>
  );
}

type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'className'> & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    /** Says "optional" beside the label. */
    readonly optional?: boolean;
    /** Stands under the control, beside what is wrong. */
    readonly aside?: ReactNode;
    readonly ref?: Ref<HTMLInputElement>;
  };

/** More than any name, address or search has. A search stands in the page's address too, which has an end. */
const LINE = 2_000;

export function TextField({
  label,
  labelHidden,
  description,
  error,
  className,
  value,
  onChange,
  optional = false,
  aside,
  id: givenId,
  ...rest
}: TextFieldProps) {
  const ownId = useId();
  const id = givenId ?? ownId;
  return (
    <Field
      {...{ id, label, description, error, className, optional, aside }}
      labelHidden={labelHidden ?? false}
      required={rest.required ?? false}
    >
      {(describedBy) => (
        <input
          maxLength={LINE}
          {...rest}
          id={id}
          className={styles.control}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** What a text area takes whose form names no limit of its own. */
const USUAL = 20_000;
/**
 * How many times more than fits may be pasted, to be shortened here. Beyond that the browser itself is busy for seconds
 * with where the lines break, at each key that is pressed.
 */
const SPARE = 5;

type TextAreaProps = FieldProps &
  Omit<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    'onChange' | 'onPaste' | 'onDrop' | 'value' | 'className' | 'maxLength'
  > & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly optional?: boolean;
    /** In characters as people count them. Nobody is cut off: the counter turns red and the form refuses. */
    readonly limit?: number;
    /** What is pasted is refused whole when more than this would stand here. */
    readonly most?: number;
    /** Set in the serif, for wording that belongs to the text itself. */
    readonly serif?: boolean;
    /** Drawn over the words, for eyes only: the same words in it stand where they stand in the field. */
    readonly over?: ReactNode;
    readonly ref?: Ref<HTMLTextAreaElement>;
  };

export function TextArea({
  label,
  labelHidden,
  description,
  error,
  className,
  value,
  onChange,
  optional = false,
  limit,
  most = (limit ?? USUAL) * SPARE,
  serif = false,
  over,
  id: givenId,
  rows = 4,
  ...rest
}: TextAreaProps) {
  const t = useText();
  const [refused, setRefused] = useState(false);
  const take = (event: SyntheticEvent<HTMLTextAreaElement>, pasted: DataTransfer) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const kept = value.length - (selectionEnd - selectionStart);
    const over = kept + pasted.getData('text/plain').length > most;
    setRefused(over);
    if (over) event.preventDefault();
  };
  const shown = refused ? t('ui.tooLongToPaste', { most: limit ?? most }) : error;
  const ownId = useId();
  const id = givenId ?? ownId;
  return (
    <Field
      {...{ id, label, description, error: shown, className, optional }}
      labelHidden={labelHidden ?? false}
      required={rest.required ?? false}
      aside={limit !== undefined && <Counter length={value.length} limit={limit} />}
    >
      {(describedBy) => (
        <div className={styles.layers}>
          <textarea
            {...rest}
            id={id}
            rows={rows}
            className={classes(styles.control, styles.area, serif && styles.serif)}
            value={value}
            aria-describedby={describedBy}
            aria-invalid={shown ? true : undefined}
            onPaste={(event) => take(event, event.clipboardData)}
            onDrop={(event) => take(event, event.dataTransfer)}
            onChange={(event) => {
              setRefused(false);
              onChange(event.currentTarget.value);
            }}
          />
          {over && (
            <div
              aria-hidden="true"
              className={classes(styles.control, styles.area, serif && styles.serif, styles.above)}
            >
              {over}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}

/** Silent until four fifths of the room are used; then it counts what is left. */
function Counter({ length, limit }: { readonly length: number; readonly limit: number }) {
  const t = useText();
  const left = limit - length;
  if (length < limit * 0.8) return null;
  return (
    <span className={classes(styles.counter, left < 0 && styles.over)} aria-live="polite">
      {left < 0 ? t('ui.charactersOver', { count: -left }) : t('ui.charactersLeft', { count: left })}
    </span>
  );
}

export type Option<Value extends string = string> = {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
};

type SelectProps<Value extends string> = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value' | 'className' | 'children'> & {
    readonly value: Value;
    readonly onChange: (value: Value) => void;
    readonly options: readonly Option<Value>[];
    readonly optional?: boolean;
  };

/** The platform's own list: right on a phone, right for a screen reader, and nothing to download. */
export function Select<Value extends string>({
  label,
  labelHidden,
  description,
  error,
  className,
  value,
  onChange,
  options,
  optional = false,
  id: givenId,
  ...rest
}: SelectProps<Value>) {
  const ownId = useId();
  const id = givenId ?? ownId;
  return (
    <Field
      {...{ id, label, description, error, className, optional }}
      labelHidden={labelHidden ?? false}
      required={rest.required ?? false}
    >
      {(describedBy) => (
        <span className={styles.selectFrame}>
          <select
            {...rest}
            id={id}
            className={classes(styles.control, styles.select)}
            value={value}
            aria-describedby={describedBy}
            aria-invalid={error ? true : undefined}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.currentTarget.value);
              if (chosen) onChange(chosen.value);
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevronDown" className={styles.selectArrow} />
        </span>
      )}
    </Field>
  );
}
