import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ActForm } from './act-form';

const thread = (act: boolean) => (
  <article>
    <button type="button">MPH, accepted</button>
    {act ? (
      <ActForm onSubmit={() => {}}>
        <input type="radio" aria-label="Can live with it" />
        <button type="submit">Record the answer</button>
      </ActForm>
    ) : (
      <button type="button">Answer the decision…</button>
    )}
  </article>
);

test('[CL4] a form in place of its button takes the focus, and leaves it with its comment', () => {
  const { rerender } = render(thread(true));
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Can live with it' }));
  screen.getByRole('button', { name: 'Record the answer' }).focus();
  rerender(thread(false));
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'MPH, accepted' }));
});
