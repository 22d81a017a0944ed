export { isLocale, localeNames, locales, type Locale } from './locales.js';
export { fold, foldedIncludes } from './fold.js';
export { capitalise, lower, upper } from './casing.js';
export { collator, type Collator } from './collation.js';
export { ordinal, plural, type PluralForm } from './counting.js';
export { formatNumber, type NumberStyle } from './numbers.js';
export {
  formatDate,
  formatDateTime,
  formatRelative,
  formatTime,
  type DateStyle,
  type Moment,
} from './dates.js';
