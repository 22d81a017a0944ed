import { act, render, screen } from '@testing-library/react';
import { Suspense, type ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { LateWords } from '../../i18n/provider';
import { InLanguage } from '../../i18n/testing';
import type { SaveFacts } from './acknowledgements';
import { SaveChip, useSaveState } from './save-chip';
import { patience } from './save-state';

afterEach(() => vi.useRealTimers());

const settled: SaveFacts = { unsavedSince: null, settled: true, refused: false, savedAt: null };

function Chip({ facts }: { readonly facts: SaveFacts }) {
  return <SaveChip state={useSaveState(facts)} timeZone="UTC" />;
}

const page = (children: ReactNode, locale: 'az' | 'en' | 'ru' = 'en') => (
  <InLanguage locale={locale}>
    <Suspense>
      <LateWords feature="platform/sync">{children}</LateWords>
    </Suspense>
  </InLanguage>
);

async function shown(facts: SaveFacts, locale?: 'az' | 'en' | 'ru') {
  let rerender: (children: ReactNode) => void = () => {};
  await act(async () => {
    ({ rerender } = render(page(<Chip facts={facts} />, locale)));
  });
  const chip = () => document.querySelector('[data-save]');
  await expect.poll(chip).not.toBe(null);
  return { chip, show: (next: SaveFacts) => act(() => rerender(page(<Chip facts={next} />, locale))) };
}

test('[ED4] the chip says when the last edit was stored', async () => {
  const { chip } = await shown({ ...settled, savedAt: Date.UTC(2026, 10, 21, 9, 5) });
  expect(chip()?.textContent).toBe('Saved at 09:05');
});

test.each([
  ['az', 'Yadda saxlanıldı: 09:05'],
  ['ru', 'Сохранено в 09:05'],
] as const)('[ED4] in the language of the interface: %s', async (locale, words) => {
  const { chip } = await shown({ ...settled, savedAt: Date.UTC(2026, 10, 21, 9, 5) }, locale);
  expect(chip()?.textContent).toBe(words);
});

test('[ED4] from saving to not saved by the clock alone, and spoken once', async () => {
  const { chip, show } = await shown(settled);
  vi.useFakeTimers();
  const unsavedSince = Date.now();
  show({ ...settled, unsavedSince });
  expect(chip()?.getAttribute('data-save')).toBe('saving');
  await act(() => vi.advanceTimersByTimeAsync(patience - 1));
  expect(chip()?.getAttribute('data-save')).toBe('saving');
  expect(screen.getByRole('status').textContent).toBe('');
  await act(() => vi.advanceTimersByTimeAsync(1));
  expect(chip()?.getAttribute('data-save')).toBe('notSaved');
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(screen.getByRole('status').textContent).toBe('Not saved');
  show({ ...settled, savedAt: Date.now() });
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(screen.getByRole('status').textContent).toBe('Saved');
});

test('[ED4] words typed and saved in the usual way are not spoken', async () => {
  const { show } = await shown(settled);
  vi.useFakeTimers();
  show({ ...settled, unsavedSince: Date.now() });
  await act(() => vi.advanceTimersByTimeAsync(300));
  show({ ...settled, savedAt: Date.now() });
  await act(() => vi.advanceTimersByTimeAsync(2000));
  expect(screen.getByRole('status').textContent).toBe('');
});
