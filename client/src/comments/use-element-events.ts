import { useEffect } from 'react';
import type { RefObject } from 'react';

type Handlers = { readonly [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

/**
 * Listens at an element for what happens inside of it. The element itself offers nothing to press: it only hears what
 * the controls in it leave unanswered.
 */
export function useElementEvents(element: RefObject<HTMLElement | null>, handlers: Handlers): void {
  // After every render: the element may have come or gone, and the handlers are those of this render.
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const listeners = Object.entries(handlers).map(
      // The name of the event decides its type; a map of handlers cannot say so to the compiler.
      ([name, handler]) => [name, handler as (event: Event) => void] as const,
    );
    listeners.forEach(([name, listener]) => target.addEventListener(name, listener));
    return () => listeners.forEach(([name, listener]) => target.removeEventListener(name, listener));
  });
}

/** Escape that nothing inside has answered. One pressed in a question on top belongs to that question. */
export function isEscapeFor(element: HTMLElement | null, event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof Element)) return false;
  return event.target.closest('dialog') === (element?.closest('dialog') ?? null);
}

/** Control and Enter send a form from wherever one types in it; Escape leaves it, unless something in it answers first. */
export function useFormKeys(
  form: RefObject<HTMLElement | null>,
  keys: { readonly send: () => Promise<void>; readonly leave: (() => void) | null },
): void {
  useElementEvents(form, {
    keydown: (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void keys.send();
      if (!keys.leave || !isEscapeFor(form.current, event)) return;
      event.preventDefault();
      keys.leave();
    },
  });
}
