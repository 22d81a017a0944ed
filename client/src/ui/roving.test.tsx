import { cleanup, fireEvent, render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { nextStop, useRoving } from './roving';

afterEach(cleanup);
Element.prototype.scrollIntoView ??= () => {};

function Bar({ off = false, onLeave = () => {} }: { off?: boolean; onLeave?: () => void }) {
  const bar = useRef<HTMLDivElement>(null);
  const roving = useRoving(bar, onLeave);
  return (
    <div ref={bar} role="toolbar" onKeyDown={roving.onKeyDown} onFocus={roving.onFocus}>
      {['one', 'two', 'three'].map((name) => (
        <button key={name} type="button" disabled={off && name === 'one'}>
          {name}
        </button>
      ))}
    </div>
  );
}

const stopsOf = (container: HTMLElement) =>
  [...container.querySelectorAll('button')]
    .filter(({ tabIndex }) => tabIndex === 0)
    .map((one) => one.textContent);

test('[ED10] the toolbar is one stop for Tab, and arrow keys move inside it', () => {
  const { container, getByText } = render(<Bar />);
  expect(stopsOf(container)).toEqual(['one']);
  getByText('one').focus();
  fireEvent.keyDown(getByText('one'), { key: 'ArrowRight' });
  expect(document.activeElement?.textContent).toBe('two');
  expect(stopsOf(container)).toEqual(['two']);
  fireEvent.keyDown(getByText('two'), { key: 'End' });
  fireEvent.keyDown(getByText('three'), { key: 'ArrowRight' });
  expect(stopsOf(container)).toEqual(['one']);
});

test('[ED10] a tool that is switched off is no stop', () => {
  const { container, rerender } = render(<Bar />);
  rerender(<Bar off />);
  expect(stopsOf(container)).toEqual(['two']);
});

test('[ED10] Escape leads back to the text', () => {
  let left = 0;
  const { getByText } = render(<Bar onLeave={() => (left += 1)} />);
  getByText('two').focus();
  fireEvent.keyDown(getByText('two'), { key: 'Escape' });
  expect(left).toBe(1);
});

test('[ED10] arrows follow the direction of the text; other keys do nothing', () => {
  expect(nextStop('ArrowLeft', 0, 3, false)).toBe(2);
  expect(nextStop('ArrowLeft', 0, 3, true)).toBe(1);
  expect(nextStop('Home', 2, 3, false)).toBe(0);
  expect(nextStop('a', 1, 3, false)).toBe(null);
});
