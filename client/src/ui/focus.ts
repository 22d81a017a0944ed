/**
 * When what has the focus leaves a list (a draft that was returned, merged or made official) or the form in it closes,
 * the focus goes on to the row that took its place, and not to the top of the page; from a bar or a form beside the rows
 * it goes to the row that is open. A ref for what holds the rows, each marked by `data-row`, and all that is pressed for
 * them.
 */
export function focusGoesOn(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined;
  const rows = () => [...element.querySelectorAll<HTMLElement>('[data-row]')];
  /** In which row the focus is; -1: beside the rows; null: nowhere in here. */
  let place: number | null = null;
  const come = ({ target }: FocusEvent) => {
    const item = target instanceof Element ? target.closest('li') : null;
    place = rows().findIndex((row) => item?.contains(row));
  };
  // Whoever goes elsewhere takes the focus along. What is taken off the page has not gone anywhere.
  const go = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node) {
      if (!element.contains(relatedTarget)) place = null;
      return;
    }
    queueMicrotask(() => {
      if (target instanceof Element && target.isConnected && isNowhere()) place = null;
    });
  };
  const taken = new MutationObserver(() => {
    if (place === null || !isNowhere()) return;
    const left = rows();
    const open = place === -1 ? element.querySelector<HTMLElement>('[data-open] [data-row]') : null;
    const next = open ?? left[Math.min(Math.max(0, place), left.length - 1)] ?? element.closest('main');
    next?.focus({ preventScroll: true });
  });
  element.addEventListener('focusin', come);
  element.addEventListener('focusout', go);
  taken.observe(element, { childList: true, subtree: true });
  return () => {
    element.removeEventListener('focusin', come);
    element.removeEventListener('focusout', go);
    taken.disconnect();
  };
}

/** The row of a list that stands for this. */
export const rowOf = (list: ParentNode | null, id: string): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null;

const isNowhere = () => document.activeElement === document.body;
