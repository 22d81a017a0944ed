import { expect, test } from 'vitest';
import { place } from './placement';

const window = { width: 360, height: 640 };
const panel = { width: 200, height: 100 };

test('[UI1] a panel stands below its anchor when there is room', () => {
  expect(place({ left: 20, top: 40, right: 60, bottom: 60 }, panel, 'below', window)).toEqual({
    left: 20,
    top: 66,
  });
});

test('[UI1] a panel without room below stands above', () => {
  expect(place({ left: 20, top: 600, right: 60, bottom: 630 }, panel, 'below', window).top).toBe(494);
});

test('[UI1] a panel never leaves the window, whatever the anchor does', () => {
  for (const left of [-300, 0, 170, 350, 900]) {
    for (const top of [-300, 0, 320, 630, 2000]) {
      for (const wish of ['below', 'above', 'below-end'] as const) {
        const spot = place({ left, top, right: left + 40, bottom: top + 20 }, panel, wish, window);
        expect(spot.left).toBeGreaterThanOrEqual(8);
        expect(spot.top).toBeGreaterThanOrEqual(8);
        expect(spot.left + panel.width).toBeLessThanOrEqual(352);
        expect(spot.top + panel.height).toBeLessThanOrEqual(632);
      }
    }
  }
});
