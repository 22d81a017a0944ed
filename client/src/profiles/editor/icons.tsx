import type { ReactNode } from 'react';

/** Two that only the editor needs, drawn like those of `ui/icon`. */
const paths = {
  superscript: 'M2.5 5.5l6 7.5M8.5 5.5l-6 7.5M11 3.2c.4-1 2.3-.9 2.3.3 0 .9-2.2 1.7-2.2 2.8h2.4',
  subscript: 'M2.5 2.5l6 7.5M8.5 2.5l-6 7.5M11 10.2c.4-1 2.3-.9 2.3.3 0 .9-2.2 1.7-2.2 2.8h2.4',
} as const;

export type OwnIcon = keyof typeof paths;

export const isOwnIcon = (name: string): name is OwnIcon => Object.hasOwn(paths, name);

export function EditorIcon({ name }: { readonly name: OwnIcon }): ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      width="1rem"
      height="1rem"
      fill="none"
      stroke="currentcolor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
