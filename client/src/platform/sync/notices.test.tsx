import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { InLanguage } from '../../i18n/testing';
import type { AsideText } from './aside';
import type { DocumentState } from './document-session';
import { Notices } from './notices';
import { saveStateOf } from './save-state';

const open: DocumentState = {
  phase: 'open',
  access: 'write',
  signedOut: false,
  outdated: false,
  newer: false,
  save: { unsavedSince: null, settled: true, refused: false, savedAt: null },
  full: false,
  kept: 'device',
  spoiled: false,
  aside: [],
};
const unsaved = { ...open.save, unsavedSince: 1 };

function show(section: DocumentState) {
  const press = () => vi.fn<() => void>();
  const asked = { onSignIn: press(), onTryAgain: press(), onShowUnsent: press(), onShowAside: press() };
  render(
    <InLanguage>
      <Notices section={section} save={saveStateOf(section.save, 10)} {...asked} />
    </InLanguage>,
  );
  return asked;
}

test.each(['taken', 'content', 'heavy', 'tooBig'] as const)(
  '[ED16] text that was put aside (%s) is announced, called safe, and one press away',
  (reason) => {
    const text: AsideText = { id: '1', at: 1, reason, content: { type: 'doc', content: [] }, blocks: [] };
    const { onShowAside } = show({ ...open, aside: [text] });
    expect(screen.getByRole('alert').textContent).toContain('Nothing is lost');
    screen.getByRole('button', { name: 'Show the kept text' }).click();
    expect(onShowAside).toHaveBeenCalledOnce();
  },
);

test('[ED17] an old page says calmly what is saved and offers to load anew', () => {
  show({ ...open, access: 'read', outdated: true });
  expect(screen.getByRole('status').textContent).toContain('Everything is saved');
  expect(screen.getByRole('button', { name: 'Load anew' })).toBeTruthy();
});

test('[ED17] unsent text is kept on the device over the reload, or offered for copying where nothing is kept', () => {
  show({ ...open, access: 'read', outdated: true, save: unsaved });
  expect(screen.getByRole('status').textContent).toContain('kept on this device');
  expect(screen.queryByRole('button', { name: 'Show my unsaved text' })).toBeNull();
});

test('[ED17] where the browser keeps nothing, the unsent text can be copied before', () => {
  const { onShowUnsent } = show({ ...open, access: 'read', outdated: true, save: unsaved, kept: 'page' });
  screen.getByRole('button', { name: 'Show my unsaved text' }).click();
  expect(onShowUnsent).toHaveBeenCalledOnce();
});

test('[ED3] a document without room is named as such', () => {
  show({ ...open, full: true, save: { ...unsaved, refused: true } });
  expect(screen.getByRole('alert').textContent).toContain('no more room');
});
