import { localeNames, locales } from '@concord/locale';
import { useChooseLocale } from '../accounts';
import { useLocale, useText } from '../i18n/provider';
import { classes } from '../ui/classes';
import { VisuallyHidden } from '../ui/visually-hidden';
import styles from './controls.module.css';

/** Three languages are few enough to show all of them. The page keeps its place. */
export function LanguageSwitch({ className }: { readonly className?: string | undefined }) {
  const t = useText();
  const { locale } = useLocale();
  const choose = useChooseLocale();
  return (
    <div
      role="group"
      aria-label={t('accounts.language.title')}
      className={classes(styles.languages, className)}
    >
      {locales.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          className={styles.language}
          aria-pressed={one === locale}
          title={localeNames[one]}
          onClick={() => void choose(one)}
        >
          {one.toUpperCase()}
          <VisuallyHidden> {localeNames[one]}</VisuallyHidden>
        </button>
      ))}
    </div>
  );
}
