import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useFocusComesTo } from './focus-comes-to';

type PageProps = { readonly view: string; readonly asks?: boolean; readonly acts?: boolean };

function Page({ view, asks = false, acts = true }: PageProps) {
  const heading = useFocusComesTo(view);
  return (
    <main tabIndex={-1}>
      <h1 key={view} ref={heading} tabIndex={-1}>
        {view}
      </h1>
      {acts && <button type="button">Take back</button>}
      {asks && <button type="button">Yes</button>}
      <button type="button">Elsewhere</button>
    </main>
  );
}

const press = (name: string) => screen.getByRole('button', { name }).focus();
const focused = () => document.activeElement?.textContent;

test('[CL4] where a view takes the place of another, the focus comes to its heading once it has nowhere to be', async () => {
  const { rerender } = render(<Page view="record" />);
  press('Take back');
  rerender(<Page view="board" acts={false} />);
  expect(focused()).toBe('board');
});

test('[CL4] the question that was answered may go after the view, and the button that asked it after that', async () => {
  const { rerender } = render(<Page view="record" asks />);
  press('Yes');
  rerender(<Page view="board" asks />);
  expect(focused()).toBe('Yes');
  press('Take back');
  rerender(<Page view="board" />);
  rerender(<Page view="board" acts={false} />);
  await expect.poll(focused).toBe('board');
});

test('[CL4] who has the focus elsewhere keeps it', async () => {
  const { rerender } = render(<Page view="record" asks />);
  press('Yes');
  rerender(<Page view="board" asks />);
  press('Elsewhere');
  rerender(<Page view="board" />);
  await Promise.resolve();
  expect(focused()).toBe('Elsewhere');
});
