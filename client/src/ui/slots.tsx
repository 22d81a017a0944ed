import type { ReactNode } from 'react';
import { createContext, use, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';

type Places = {
  readonly elements: Readonly<Record<string, HTMLElement>>;
  readonly offer: (name: string, element: HTMLElement | null) => void;
};

const SlotContext = createContext<Places>({ elements: {}, offer: () => undefined });

/** Lets a page put something into the frame around it: `<Slot name="status" />` there, `<Fill slot="status">` here. */
export function SlotProvider({ children }: { readonly children: ReactNode }) {
  const [elements, setElements] = useState<Readonly<Record<string, HTMLElement>>>({});
  const places = useMemo<Places>(
    () => ({
      elements,
      offer: (name, element) =>
        setElements((known) => {
          if (known[name] === (element ?? undefined)) return known;
          const { [name]: _gone, ...others } = known;
          return element ? { ...others, [name]: element } : others;
        }),
    }),
    [elements],
  );
  return <SlotContext value={places}>{children}</SlotContext>;
}

export function Slot({
  name,
  className,
}: {
  readonly name: string;
  readonly className?: string | undefined;
}) {
  const { offer } = use(SlotContext);
  const [hold] = useState(() => (element: HTMLElement | null) => offer(name, element));
  return <span ref={hold} className={className} />;
}

export function Fill({ slot, children }: { readonly slot: string; readonly children: ReactNode }) {
  const element = use(SlotContext).elements[slot];
  return element ? createPortal(children, element) : null;
}
