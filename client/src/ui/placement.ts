export type Placement = 'below' | 'above' | 'below-end';

type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};
type Size = { readonly width: number; readonly height: number };

const gap = 6;
const margin = 8;

/** Where a panel stands: on the wished side if it fits there, else on the other, and never outside the window. */
export function place(
  anchor: Rectangle,
  panel: Size,
  wish: Placement,
  window: Size,
): { left: number; top: number } {
  const below = anchor.bottom + gap;
  const above = anchor.top - gap - panel.height;
  const fitsBelow = below + panel.height <= window.height - margin;
  const fitsAbove = above >= margin;
  const top =
    wish === 'above' ? (fitsAbove || !fitsBelow ? above : below) : fitsBelow || !fitsAbove ? below : above;
  const left =
    wish === 'below-end'
      ? anchor.right - panel.width
      : wish === 'above'
        ? (anchor.left + anchor.right - panel.width) / 2
        : anchor.left;
  return {
    left: clamp(left, margin, window.width - margin - panel.width),
    top: clamp(top, margin, window.height - margin - panel.height),
  };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));
