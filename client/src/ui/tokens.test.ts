import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The colours one rule sets, over those of the light theme. */
function theme(selector: string): Readonly<Record<string, string>> {
  const light = declarations(':root {');
  return selector === ':root {' ? light : { ...light, ...declarations(selector) };
}

function declarations(selector: string): Record<string, string> {
  const start = css.indexOf(selector);
  if (start < 0) throw new Error(`${selector} is not in tokens.css`);
  const rule = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...rule.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const themes = {
  light: theme(':root {'),
  dark: theme(":root[data-theme='dark'] {"),
  'dark by the device': theme(':root:not([data-theme]) {'),
  contrast: theme(":root[data-theme='contrast'] {"),
  'contrast-dark': theme(":root[data-theme='contrast-dark'] {"),
};

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (channels[0] ?? 0) + 0.7152 * (channels[1] ?? 0) + 0.0722 * (channels[2] ?? 0);
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const papers = ['paper', 'paper-raised', 'paper-sunken'];
const readable: (readonly [string, string])[] = [
  ...['ink', 'ink-quiet', 'accent', 'accent-strong', 'waiting', 'agreed', 'changed', 'refused'].flatMap(
    (ink) => papers.map((paper) => [ink, paper] as const),
  ),
  ...['waiting', 'agreed', 'changed', 'refused'].flatMap(
    (ink) =>
      [
        [ink, `${ink}-wash`],
        ['ink', `${ink}-wash`],
      ] as const,
  ),
  ['ink', 'accent-wash'],
  ['accent-strong', 'accent-wash'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['ink', 'mark'],
  ['ink', 'mark-strong'],
  ['ink', 'selection'],
];

for (const [name, colours] of Object.entries(themes)) {
  const least = name.startsWith('contrast') ? 7 : 4.5;
  test(`[UI13] ${name}: every text reads on every paper, ${least}:1 at least`, () => {
    for (const [ink, paper] of readable) {
      const ratio = contrast(colours[ink] ?? '', colours[paper] ?? '');
      expect(ratio, `${ink} on ${paper}`).toBeGreaterThanOrEqual(least);
    }
  });

  test(`[UI13] ${name}: borders of controls and the focus ring stand out, 3:1 at least`, () => {
    for (const line of ['border', 'focus']) {
      for (const paper of papers) {
        expect(
          contrast(colours[line] ?? '', colours[paper] ?? ''),
          `${line} on ${paper}`,
        ).toBeGreaterThanOrEqual(3);
      }
    }
  });
}

test('[UI13] dark is the same whether the device or the person asks for it', () => {
  expect(themes['dark by the device']).toEqual(themes.dark);
});
