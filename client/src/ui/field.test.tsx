import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { TextArea } from './field';

function Remarks() {
  const [value, change] = useState('Here stands this.');
  return <TextArea label="Remarks" value={value} onChange={change} limit={100} />;
}

const given = (text: string) => ({ getData: () => text });

test('[UI20] what is far too long is refused whole before the browser breaks it into lines, and said so', () => {
  render(
    <InLanguage>
      <Remarks />
    </InLanguage>,
  );
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Remarks' });
  const paste = (text: string) => fireEvent.paste(area, { clipboardData: given(text) });
  // False: the browser is kept from pasting.
  expect(paste('x'.repeat(500))).toBe(false);
  expect(area.value).toBe('Here stands this.');
  expect(area.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText(/at most 100 characters/)).toBeTruthy();
  const dropped = createEvent.drop(area);
  Object.defineProperty(dropped, 'dataTransfer', { value: given('x'.repeat(500)) });
  expect(fireEvent(area, dropped)).toBe(false);

  // A little too long is pasted, counted and shortened here; typing takes the message away.
  expect(paste('x'.repeat(200))).toBe(true);
  expect(screen.queryByText(/at most/)).toBeNull();
  expect(paste('x'.repeat(500))).toBe(false);
  fireEvent.change(area, { target: { value: 'Here stands that.' } });
  expect(screen.queryByText(/at most/)).toBeNull();

  // What is pasted over does not count.
  area.setSelectionRange(0, area.value.length);
  expect(paste('x'.repeat(500))).toBe(true);
  expect(paste('x'.repeat(501))).toBe(false);
});
