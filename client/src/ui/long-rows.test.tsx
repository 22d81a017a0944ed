import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { FIRST_ROW, LongRows } from './long-rows';

/** What the browser tells of which stretches are near what is in view. */
let tell: (near: readonly number[]) => void = () => {};

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly bodies = new Set<Element>();
      constructor(private readonly callback: IntersectionObserverCallback) {
        tell = (near) =>
          act(() =>
            this.callback(
              [...this.bodies].map(
                (target) =>
                  ({
                    target,
                    isIntersecting: near.includes(Number(target.getAttribute('data-stretch'))),
                    boundingClientRect: new DOMRect(0, 0, 100, 1000),
                  }) as unknown as IntersectionObserverEntry,
              ),
              this as never,
            ),
          );
      }
      observe(body: Element) {
        this.bodies.add(body);
      }
      disconnect() {
        this.bodies.clear();
      }
    },
  );
});

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);

function Sample({ count, chosen = null }: { readonly count: number; readonly chosen?: string | null }) {
  return (
    <table aria-rowcount={count + 1}>
      <LongRows ids={idsOf(count)} columns={1} chosen={chosen}>
        {(id, index) => (
          <tr key={id} aria-rowindex={index + FIRST_ROW}>
            <td>
              <button type="button">{id}</button>
            </td>
          </tr>
        )}
      </LongRows>
    </table>
  );
}

const shown = () => [...document.querySelectorAll('button')].map((button) => button.textContent);

test('[CL2] of thousands of rows those near what is in view are on the page, each saying which one it is', () => {
  render(<Sample count={4000} />);
  expect(shown()).toHaveLength(100);
  tell([40, 41]);
  expect(shown()).toHaveLength(100);
  expect(shown()[0]).toBe('r2000');
  expect(screen.getByText('r2000').closest('tr')?.getAttribute('aria-rowindex')).toBe('2002');
  const left = document.querySelector('[data-stretch="0"]');
  expect(left?.getAttribute('aria-hidden')).toBe('true');
  expect(left?.querySelector('td')?.style.blockSize).toBe('1000px');
});

test('[CL2] the row with the focus stays with those beside it, and so does the chosen one', () => {
  render(<Sample count={4000} chosen="r3999" />);
  expect(shown()).toContain('r3999');
  const row = screen.getByText('r60');
  row.focus();
  fireEvent.focusIn(row);
  tell([40]);
  expect(document.activeElement).toBe(row);
  expect(shown()).toContain('r149');
  expect(shown()).toContain('r0');
  expect(shown()).toContain('r3999');
  expect(shown()).not.toContain('r150');
});

test('[CL2] a short list is whole, and stays what it is when it grows long', () => {
  const { rerender } = render(<Sample count={150} />);
  expect(shown()).toHaveLength(150);
  const row = screen.getByText('r140');
  row.focus();
  rerender(<Sample count={200} />);
  expect(document.activeElement).toBe(row);
});
