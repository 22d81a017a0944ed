import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { DateField } from './date-field';

const shown = (value: string, withTime = false) =>
  render(
    <InLanguage locale="az">
      <DateField label="Son tarix" value={value} onChange={() => {}} withTime={withTime} />
    </InLanguage>,
  );

test('[LO9] the day that is chosen stands in the language of the page, whatever the browser speaks', () => {
  shown('2026-11-29');
  expect(screen.getByText(/29 noyabr 2026/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Son tarix').type).toBe('date');
});

test('[LO9] so does its hour', () => {
  shown('2026-11-29T18:00', true);
  expect(screen.getByText(/29 noyabr 2026.*18:00/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Son tarix').type).toBe('datetime-local');
});

test.each(['', '0002-11-29', '2026-13-45', '12026-01-01', 'soon'])(
  '[LO9] %s is no day, and nothing is said',
  (value) => {
    const { container } = shown(value);
    expect(container.textContent).toBe('Son tarix');
  },
);
