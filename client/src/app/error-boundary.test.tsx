import { render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { ErrorBoundary, Spared } from './error-boundary';

afterEach(() => void vi.restoreAllMocks());

function Breaks(): never {
  throw new TypeError('Failed to fetch dynamically imported module');
}

test('[UI19] what the page can do without takes nothing along; anything else says that it broke', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  render(
    <InLanguage>
      <ErrorBoundary>
        <p>The page</p>
        <Spared>
          <Breaks />
        </Spared>
      </ErrorBoundary>
      <ErrorBoundary>
        <Breaks />
      </ErrorBoundary>
    </InLanguage>,
  );
  expect(screen.getByText('The page')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: /try again/i })).toHaveLength(1);
});
