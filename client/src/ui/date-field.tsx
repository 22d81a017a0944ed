import type { ComponentProps } from 'react';
import { useFormat } from '../i18n/format';
import { TextField } from './field';
import styles from './date-field.module.css';

type DateFieldProps = Omit<ComponentProps<typeof TextField>, 'type' | 'aside'> & {
  /** A moment of the day too. */
  readonly withTime?: boolean;
};

/**
 * The browser's own field: right on a phone and for a screen reader, and nothing to download. It speaks the browser's
 * language, in which 03/04 may be either; the day that is chosen stands below it in that of the page. Calendars that
 * are drawn by a page take the names of months from the browser, and Chromium knows none in Azerbaijani.
 */
export function DateField({ withTime = false, ...rest }: DateFieldProps) {
  const format = useFormat('UTC');
  const moment = momentOf(rest.value);
  return (
    <TextField
      {...rest}
      type={withTime ? 'datetime-local' : 'date'}
      aside={
        moment !== null && (
          <span className={styles.words}>
            {withTime ? format.dateTime(moment, 'full') : format.date(moment, 'full')}
          </span>
        )
      }
    />
  );
}

/** Null for what is no day, and while its year is still being typed. */
function momentOf(value: string): string | null {
  const whole = /^[1-9]\d{3}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.exec(value);
  const moment = whole && `${value}${whole[1] === undefined ? 'T00:00' : ''}Z`;
  return moment !== null && !Number.isNaN(Date.parse(moment)) ? moment : null;
}
