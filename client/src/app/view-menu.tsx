import { localeNames, locales, type Locale } from '@concord/locale';
import { useChooseLocale } from '../accounts';
import { useLocale, useText } from '../i18n/provider';
import {
  setTextSize,
  setTheme,
  textSizes,
  themes,
  useAppearance,
  type TextSize,
  type Theme,
} from '../platform/appearance';
import { RadioGroup } from '../ui/choice';
import { PanelButton } from '../ui/panel-button';
import styles from './controls.module.css';

/** How the page looks and speaks: language, theme, text size. */
export function ViewMenu() {
  const t = useText();
  const { locale } = useLocale();
  const { theme, textSize } = useAppearance();
  const chooseLocale = useChooseLocale();
  return (
    <PanelButton label={t('app.view')} icon="textSize">
      {() => (
        <div className={styles.view}>
          <div className={styles.viewLanguage}>
            <RadioGroup<Locale>
              label={t('accounts.language.title')}
              value={locale}
              onChange={(one) => void chooseLocale(one)}
              choices={locales.map((one) => ({
                value: one,
                label: <span lang={one}>{localeNames[one]}</span>,
              }))}
            />
          </div>
          <RadioGroup<Theme>
            label={t('accounts.theme.title')}
            value={theme}
            onChange={setTheme}
            choices={themes.map((one) => ({ value: one, label: t(`accounts.theme.${one}`) }))}
          />
          <RadioGroup<TextSize>
            label={t('accounts.textSize.title')}
            value={textSize}
            onChange={setTextSize}
            choices={textSizes.map((one) => ({ value: one, label: t(`accounts.textSize.${one}`) }))}
          />
        </div>
      )}
    </PanelButton>
  );
}
