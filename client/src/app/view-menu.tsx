import { isLocale, localeNames, locales } from '@concord/locale';
import { useChooseLocale } from '../accounts';
import { useLocale, useText } from '../i18n/provider';
import { setTextSize, setTheme, textSizes, themes, useAppearance } from '../platform/appearance';
import type { IconName } from '../ui/icon';
import { Menu, type MenuGroup } from '../ui/menu';

const themeIcons = {
  system: 'contrast',
  light: 'sun',
  dark: 'moon',
  contrast: 'contrast',
  'contrast-dark': 'contrast',
} as const satisfies Record<string, IconName>;

/** How the page looks: theme, text size, and on a phone the language. */
export function ViewMenu() {
  const t = useText();
  const { locale } = useLocale();
  const { theme, textSize } = useAppearance();
  const chooseLocale = useChooseLocale();
  const groups: MenuGroup[] = [
    {
      id: 'language',
      title: t('accounts.language.title'),
      chosen: locale,
      actions: locales.map((one) => ({
        id: one,
        label: localeNames[one],
        onSelect: () => {
          if (isLocale(one)) void chooseLocale(one);
        },
      })),
    },
    {
      id: 'theme',
      title: t('accounts.theme.title'),
      chosen: theme,
      actions: themes.map((one) => ({
        id: one,
        label: t(`accounts.theme.${one}`),
        onSelect: () => setTheme(one),
      })),
    },
    {
      id: 'textSize',
      title: t('accounts.textSize.title'),
      chosen: textSize,
      actions: textSizes.map((one) => ({
        id: `size-${one}`,
        label: t(`accounts.textSize.${one}`),
        onSelect: () => setTextSize(one),
      })),
    },
  ];
  return (
    <Menu
      label={t('app.view')}
      icon={themeIcons[theme] === 'contrast' ? 'textSize' : themeIcons[theme]}
      iconOnly
      groups={groups}
    />
  );
}
