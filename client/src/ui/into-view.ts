/** A ref for what is said because of what was just pressed: it comes into view where a long form has scrolled it out. */
export function comesIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
