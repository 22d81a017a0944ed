import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FailureNotice } from './failure-notice';

test('[UI15] a refusal comes into view where a long form has scrolled it out, and is read out', () => {
  const seen = vi.spyOn(HTMLElement.prototype, 'scrollIntoView');
  const { rerender } = render(<FailureNotice failure={null} />);
  expect(seen).not.toHaveBeenCalled();
  rerender(
    <FailureNotice failure={{ code: 'STALE_TEXT', message: 'The words have changed.', field: null }} />,
  );
  expect(seen).toHaveBeenCalledOnce();
  expect((seen.mock.contexts[0] as HTMLElement).contains(screen.getByRole('alert'))).toBe(true);
  seen.mockRestore();
});
