import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useCalmMoment } from './use-calm-moment';

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<textarea></textarea><button></button>';
});
afterEach(() => vi.useRealTimers());

const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();
const press = () => document.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
const pass = (milliseconds: number): void => {
  act(() => {
    vi.advanceTimersByTime(milliseconds);
  });
};

test('[UI18] whoever presses a button is asked at once', () => {
  focus('button');
  const { result } = renderHook(() => useCalmMoment(true));
  pass(0);
  expect(result.current).toBe(true);
});

test('[UI18] whoever types is asked when they pause, not in the middle of a word', () => {
  focus('textarea');
  const { result } = renderHook(() => useCalmMoment(true));
  for (let key = 0; key < 5; key += 1) {
    pass(1_000);
    press();
    expect(result.current).toBe(false);
  }
  pass(1_200);
  expect(result.current).toBe(true);
});

test('[UI18] nobody is asked when there is nothing to ask', () => {
  const { result } = renderHook(() => useCalmMoment(false));
  pass(5_000);
  expect(result.current).toBe(false);
});
