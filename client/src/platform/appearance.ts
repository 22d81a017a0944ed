import { createStore, useStore } from './store';

/** `system` follows the device. */
export const themes = ['system', 'light', 'dark', 'contrast', 'contrast-dark'] as const;
export type Theme = (typeof themes)[number];

export const textSizes = ['normal', 'large', 'larger', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

type Appearance = { readonly theme: Theme; readonly textSize: TextSize };

// The same keys as in public/first-paint.js.
const themeKey = 'concord.theme';
const textSizeKey = 'concord.textSize';

const store = createStore<Appearance>({
  theme: known(themes, read(themeKey)) ?? 'system',
  textSize: known(textSizes, read(textSizeKey)) ?? 'normal',
});

export const useAppearance = () => useStore(store);

export function setTheme(theme: Theme): void {
  store.set({ ...store.get(), theme });
  write(themeKey, theme === 'system' ? null : theme);
  mark('theme', theme === 'system' ? null : theme);
}

export function setTextSize(textSize: TextSize): void {
  store.set({ ...store.get(), textSize });
  write(textSizeKey, textSize === 'normal' ? null : textSize);
  mark('textSize', textSize === 'normal' ? null : textSize);
}

function mark(name: 'theme' | 'textSize', value: string | null): void {
  if (value === null) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
}

function known<Value extends string>(values: readonly Value[], word: string | null): Value | undefined {
  return values.find((value) => value === word);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}
