import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { Tags } from './tags';

afterEach(cleanup);

const field = () => screen.getByRole('textbox', { name: 'Tags' });
const shown = () =>
  within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

test('[MO2] a second tag that is entered before the first is saved goes beside it, and nothing typed is lost', async () => {
  const asked: { tags: string[]; saved: () => void }[] = [];
  const sample = (tags: readonly string[]) => (
    <InLanguage>
      <Tags tags={tags} onChange={(next) => new Promise((saved) => asked.push({ tags: next, saved }))} />
    </InLanguage>
  );
  const { rerender } = render(sample([]));
  for (const tag of ['tables', 'figures']) {
    fireEvent.change(field(), { target: { value: tag } });
    fireEvent.submit(field());
  }
  expect(asked.map(({ tags }) => tags)).toEqual([['tables'], ['tables', 'figures']]);
  fireEvent.change(field(), { target: { value: 'half a w' } });
  // The first answer comes while the second is under way.
  await act(async () => asked[0]?.saved());
  rerender(sample(['tables']));
  expect(shown()).toEqual(['tables', 'figures']);
  await act(async () => asked[1]?.saved());
  rerender(sample(['figures', 'tables']));
  expect(shown()).toEqual(['figures', 'tables']);
  expect(field()).toHaveProperty('value', 'half a w');
  fireEvent.click(screen.getByRole('button', { name: 'Remove the tag tables' }));
  expect(shown()).toEqual(['figures']);
  expect(document.activeElement).toBe(field());
});
