import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { UnsentContext } from '../comments';
import { InLanguage } from '../i18n/testing';
import { deviceStorage, unsentOf } from '../platform/unsent';
import { Tags } from './tags';

afterEach(cleanup);

const field = () => screen.getByRole('textbox', { name: 'Tags' });
const listed = (name: string) =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
const shown = () => listed('Tags');
const enter = (tag: string) => {
  fireEvent.change(field(), { target: { value: tag } });
  fireEvent.submit(field());
};

/** A device, and what is asked of the server from it; each is answered when the test says so. */
function desk() {
  const unsent = unsentOf(deviceStorage(window), 'velmora', crypto.randomUUID());
  const asked: { change: object; answer: (saved: boolean) => void }[] = [];
  const sample = (tags: readonly string[]) => (
    <InLanguage>
      <UnsentContext value={unsent}>
        <Tags
          commentId="c1"
          tags={tags}
          onChange={(change) => new Promise((answer) => asked.push({ change, answer }))}
        />
      </UnsentContext>
    </InLanguage>
  );
  const answer = (index: number, saved: boolean) => act(async () => asked[index]?.answer(saved));
  return { unsent, asked, sample, answer };
}

test('[MO2] each tag is asked for by itself, beside what a colleague adds meanwhile, and nothing typed is lost', async () => {
  const { asked, sample, answer } = desk();
  const { rerender } = render(sample([]));
  enter('tables');
  enter(' figures ');
  expect(asked.map(({ change }) => change)).toEqual([{ addTags: ['tables'] }, { addTags: ['figures'] }]);
  fireEvent.change(field(), { target: { value: 'half a w' } });
  // The first answer comes while the second is under way, with a colleague's tag.
  rerender(sample(['law', 'tables']));
  await answer(0, true);
  expect(shown()).toEqual(['law', 'tables', 'figures']);
  rerender(sample(['law', 'tables', 'figures']));
  await answer(1, true);
  expect(shown()).toEqual(['law', 'tables', 'figures']);
  expect(field()).toHaveProperty('value', 'half a w');
  fireEvent.click(screen.getByRole('button', { name: 'Remove the tag tables' }));
  expect(asked[2]?.change).toEqual({ removeTags: ['tables'] });
  expect(shown()).toEqual(['law', 'figures']);
  expect(document.activeElement).toBe(field());
});

test('[MO2] a tag that was not saved stays, says so, is there after a reload, and is saved again', async () => {
  const { unsent, asked, sample, answer } = desk();
  render(sample(['law']));
  enter('tables');
  await answer(0, false);
  expect(shown()).toEqual(['law']);
  expect(listed('not saved')).toEqual(['tables not saved']);
  cleanup();
  const { rerender } = render(sample(['law']));
  expect(listed('not saved')).toEqual(['tables not saved']);
  fireEvent.click(screen.getByRole('button', { name: 'Save the tag tables again' }));
  expect(asked[1]?.change).toEqual({ addTags: ['tables'] });
  expect(document.activeElement).toBe(field());
  rerender(sample(['law', 'tables']));
  await answer(1, true);
  expect(shown()).toEqual(['law', 'tables']);
  expect(screen.queryByText('not saved')).toBeNull();
  expect(unsent.forms()).toEqual([]);
});

test('[MO2] what was refused can be given up', async () => {
  const { unsent, sample, answer } = desk();
  render(sample([]));
  enter('tables');
  await answer(0, false);
  fireEvent.click(screen.getByRole('button', { name: 'Remove the tag tables' }));
  expect(screen.queryByText('not saved')).toBeNull();
  expect(document.activeElement).toBe(field());
  expect(unsent.forms()).toEqual([]);
});
