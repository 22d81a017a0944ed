import { act, render, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useLocale, useText } from './provider';
import { InLanguage } from './testing';

function Sample() {
  const t = useText();
  const { setLocale } = useLocale();
  return (
    <>
      <p>{t('ui.charactersLeft', { count: 1327 })}</p>
      <button type="button" onClick={() => void setLocale('ru')}>
        {t('ui.close')}
      </button>
    </>
  );
}

test('[UI14] numbers inside sentences are written as the language writes them', () => {
  render(
    <InLanguage locale="az">
      <Sample />
    </InLanguage>,
  );
  expect(screen.getByText('1.327 simvol qalıb')).toBeTruthy();
});

test('[UI14] another language is fetched, shown and declared on the page', async () => {
  render(
    <InLanguage locale="az">
      <Sample />
    </InLanguage>,
  );
  expect(document.documentElement.lang).toBe('az');
  act(() => screen.getByRole('button', { name: 'Bağla' }).click());
  expect(await screen.findByRole('button', { name: 'Закрыть' })).toBeTruthy();
  expect(screen.getByText(/^осталось 1\s327 знаков$/)).toBeTruthy();
  // Said after the words are on the page.
  await waitFor(() => expect(document.documentElement.lang).toBe('ru'));
});
