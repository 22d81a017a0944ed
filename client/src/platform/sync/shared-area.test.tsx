import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { InLanguage } from '../../i18n/testing';
import type { DocumentSession } from './document-session';
import { Presence } from './presence';
import { SharedArea } from './shared-area';

test('[CM5] what is pasted and does not fit is refused whole, before colleagues get it', () => {
  // jsdom measures nothing.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  const doc = new Y.Doc();
  const text = doc.getText('words');
  text.insert(0, 'The act says so.');
  const session = { doc, presence: new Presence(doc) } as unknown as DocumentSession;
  render(
    <InLanguage>
      <SharedArea session={session} text={text} label="Wording" limit={100} />
    </InLanguage>,
  );
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Wording' });
  const paste = (pasted: string) => fireEvent.paste(area, { clipboardData: { getData: () => pasted } });

  // False: the browser is kept from pasting.
  expect(paste('x'.repeat(85))).toBe(false);
  expect(text.toJSON()).toBe('The act says so.');
  expect(area.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText(/at most 100 characters/)).toBeTruthy();

  // In place of what is marked there is room for it, and what is typed takes the message away.
  area.setSelectionRange(0, 16);
  expect(paste('x'.repeat(85))).toBe(true);
  fireEvent.change(area, { target: { value: 'The act says more.' } });
  expect(screen.queryByText(/at most/)).toBeNull();
  expect(text.toJSON()).toBe('The act says more.');
});
