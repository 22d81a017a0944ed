import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { WordingView } from './wording-view';

afterEach(cleanup);

test('[WD2] deleted and inserted words are elements of their own, and are spoken as such', () => {
  const { container } = render(
    <InLanguage>
      <WordingView before="two years" after="one year" language="en" lead="after " trail="." />
    </InLanguage>,
  );
  expect(container.querySelector('del')?.textContent).toBe('deleted: two years (end)');
  expect(container.querySelector('ins')?.textContent).toBe('inserted: one year (end)');
  expect(container.querySelector('p')?.getAttribute('lang')).toBe('en');
});

test('[WD2] in the reader’s language', () => {
  const { container } = render(
    <InLanguage locale="ru">
      <WordingView before="два года" after="" language="ru" />
    </InLanguage>,
  );
  expect(container.querySelector('del')?.textContent).toBe('исключено: два года (конец)');
  expect(container.querySelector('ins')).toBeNull();
});
