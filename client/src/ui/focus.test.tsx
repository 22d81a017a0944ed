import { render, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { focusGoesOn } from './focus';

function Rows({ ids, acts = true }: { readonly ids: readonly string[]; readonly acts?: boolean }) {
  return (
    <main tabIndex={-1}>
      <div ref={focusGoesOn}>
        <ol>
          {ids.map((id) => (
            <li key={id}>
              <button type="button" data-row>
                {id}
              </button>
              {acts && <button type="button">Return {id}</button>}
            </li>
          ))}
        </ol>
      </div>
      <button type="button">Elsewhere</button>
    </main>
  );
}

const press = (name: string) => screen.getByRole('button', { name }).focus();
const focused = () => document.activeElement?.textContent;

test('[CL4] what leaves a list hands the focus to what took its place, and the last row to the page', async () => {
  const { rerender } = render(<Rows ids={['one', 'two', 'three']} />);
  press('Return two');
  rerender(<Rows ids={['one', 'three']} />);
  await expect.poll(focused).toBe('three');
  press('Return three');
  rerender(<Rows ids={['one', 'three']} acts={false} />);
  await expect.poll(focused).toBe('three');
  rerender(<Rows ids={['one']} acts={false} />);
  await expect.poll(focused).toBe('one');
  rerender(<Rows ids={[]} />);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
});

test('[CL4] from beside the rows it goes to the one that is open', async () => {
  const page = (form: boolean) => (
    <div ref={focusGoesOn}>
      {form && <button type="button">Save</button>}
      <ol>
        {['one', 'two'].map((id) => (
          <li key={id} data-open={id === 'two' || undefined}>
            <button type="button" data-row>
              {id}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
  const { rerender } = render(page(true));
  press('Save');
  rerender(page(false));
  await expect.poll(focused).toBe('two');
});

test('[CL4] who has gone elsewhere, or nowhere, is left there', async () => {
  const { rerender } = render(<Rows ids={['one', 'two']} />);
  press('Return two');
  press('Elsewhere');
  rerender(<Rows ids={['one']} />);
  await expect.poll(focused).toBe('Elsewhere');
  press('Return one');
  screen.getByRole('button', { name: 'Return one' }).blur();
  await Promise.resolve();
  rerender(<Rows ids={['one']} acts={false} />);
  await Promise.resolve();
  expect(document.activeElement).toBe(document.body);
});
