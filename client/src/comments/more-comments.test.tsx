import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { InLanguage } from '../i18n/testing';
import { MoreComments } from './more-comments';

let comesNear: () => void = () => {};

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: IntersectionObserverCallback) {
        comesNear = () => act(() => callback([{ isIntersecting: true }] as never, this as never));
      }
      observe() {}
      disconnect() {}
    },
  );
});

function sample() {
  const asked: string[] = [];
  const at = (end: string) => (
    <InLanguage>
      <MoreComments busy={false} end={end} onMore={() => Promise.resolve(void asked.push(end))} />
    </InLanguage>
  );
  return { asked, at };
}

test('[CL3] whoever comes near the end of a list gets the next page, once for each end', () => {
  const { asked, at } = sample();
  const { rerender } = render(at('50'));
  comesNear();
  comesNear();
  expect(asked).toEqual(['50']);
  rerender(at('100'));
  comesNear();
  expect(asked).toEqual(['50', '100']);
});

test('[CL3] a page that failed waits to be asked for, by a button that is always there', () => {
  const { asked, at } = sample();
  const { rerender } = render(at('50'));
  comesNear();
  rerender(at('50'));
  expect(asked).toEqual(['50']);
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(asked).toEqual(['50', '50']);
});
