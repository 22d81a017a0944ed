import type { Locale } from '@concord/locale';
import type { Names } from '../organisations/index.js';

const sentences: Record<Locale, (organisation: string | null) => string> = {
  az: (organisation) => (organisation === null ? 'keçmiş iştirakçı' : `keçmiş üzv (${organisation})`),
  en: (organisation) =>
    organisation === null ? 'a former participant' : `a former member of ${organisation}`,
  ru: (organisation) => (organisation === null ? 'бывший участник' : `бывший сотрудник (${organisation})`),
};

/** [AU2] What stands where an erased person's name stood. */
export const formerMember = (abbreviation: Names | null, locale: Locale): string =>
  sentences[locale](abbreviation?.[locale] ?? null);
