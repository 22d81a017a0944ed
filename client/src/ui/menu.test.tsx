import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { Menu } from './menu';

const chosen = vi.fn<(id: string) => void>();
const action = (id: string, label: string) => ({ id, label, onSelect: () => chosen(id) });

function open() {
  render(
    <InLanguage>
      <Menu
        label="Actions"
        groups={[
          {
            id: 'one',
            actions: [
              action('copy', 'Copy'),
              action('print', 'Print'),
              { ...action('no', 'Not now'), disabled: true },
            ],
          },
          {
            id: 'two',
            title: 'View',
            chosen: 'wide',
            actions: [action('narrow', 'Narrow'), action('wide', 'Wide')],
          },
        ]}
      />
    </InLanguage>,
  );
  const trigger = screen.getByRole('button', { name: 'Actions' });
  fireEvent.click(trigger);
  return trigger;
}
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

test('[UI10] it opens on the ticked item, and arrows go round', () => {
  open();
  expect(document.activeElement?.textContent).toBe('Wide');
  press('ArrowDown');
  expect(document.activeElement?.textContent).toBe('Copy');
  press('ArrowUp');
  expect(document.activeElement?.textContent).toBe('Wide');
});

test('[UI10] keys pass over what is not possible, and letters jump', () => {
  open();
  press('Home');
  press('ArrowDown');
  press('ArrowDown');
  expect(document.activeElement?.textContent).toBe('Narrow');
  press('p');
  expect(document.activeElement?.textContent).toBe('Print');
});

test('[UI10] choosing closes it, gives focus back and acts once', () => {
  chosen.mockClear();
  const trigger = open();
  fireEvent.click(screen.getByRole('menuitem', { name: 'Print' }));
  expect(chosen.mock.calls).toEqual([['print']]);
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(trigger);
});

test('[UI10] Escape closes it and gives focus back', () => {
  const trigger = open();
  press('Escape');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(trigger);
});
