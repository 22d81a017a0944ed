import styles from './icon.module.css';

/** Drawn on a 16-unit grid with 1.5-unit strokes; `currentColor`, so an icon always has the colour of its word. */
const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 4.5V8l2.4 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  changed: 'M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13',
  refused: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.5 5.5l5 5M10.5 5.5l-5 5',
  agreed: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.2 8.2l2 2 3.6-4',
  neutral: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.5 8h5',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5V11M8 5.2v.1',
  warning: 'M8 2.5l6 11H2l6-11zM8 6.5v3M8 11.6v.1',
  chevronDown: 'M4 6l4 4 4-4',
  chevronUp: 'M4 10l4-4 4 4',
  chevronRight: 'M6 4l4 4-4 4',
  chevronLeft: 'M10 4L6 8l4 4',
  arrowLeft: 'M13 8H3M7 4L3 8l4 4',
  arrowRight: 'M3 8h10M9 4l4 4-4 4',
  arrowUp: 'M8 13V3M4 7l4-4 4 4',
  arrowDown: 'M8 3v10M4 9l4 4 4-4',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2',
  filter: 'M2.5 3.5h11L9.5 8.4v4.1l-3 1V8.4l-4-4.9z',
  comment: 'M2.5 3.5h11v7.5H7L4 13.5V11H2.5V3.5z',
  pencil: 'M3 13l.6-2.6L10.8 3.2l2 2-7.2 7.2L3 13zM9.4 4.6l2 2',
  link: 'M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2-2a2.5 2.5 0 0 0-3.6-3.6l-.8.8M9.2 6.8a2.5 2.5 0 0 0-3.6 0l-2 2a2.5 2.5 0 0 0 3.6 3.6l.8-.8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  external: 'M9 3h4v4M13 3L7.5 8.5M11 9.5V13H3V5h3.5',
  person: 'M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5c.4-2.6 2.3-4 5-4s4.6 1.4 5 4',
  people:
    'M6 7.5A2.25 2.25 0 1 0 6 3a2.25 2.25 0 0 0 0 4.5zM1.8 13c.3-2.3 1.9-3.5 4.2-3.5s3.9 1.2 4.2 3.5M10.5 7.4a2 2 0 1 0-.6-3.9M11.6 9.6c1.5.4 2.4 1.5 2.6 3.4',
  globe:
    'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM2 8h12M8 2c2 1.8 2.8 3.8 2.8 6S10 12.2 8 14c-2-1.8-2.8-3.8-2.8-6S6 3.8 8 2z',
  contrast: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12M8 5h4.8M8 8h6M8 11h4.8',
  textSize: 'M1.5 12.5L5 4l3.5 8.5M2.7 9.7h4.6M9.5 12.5L12 6.5l2.5 6M10.3 10.7h3.4',
  upload: 'M8 10.5V2.5M5 5.3l3-2.8 3 2.8M2.5 10.5v3h11v-3',
  file: 'M4 2h5l3.5 3.5V14H4V2zM9 2v3.5h3.5M6 8.5h4.5M6 11h4.5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  key: 'M5.3 13a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM7.4 8.3L13 2.7M10.8 4.9l1.9 1.9',
  signOut: 'M6.5 2.5h-4v11h4M6.5 8h7M10.5 5l3 3-3 3',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4',
  offline:
    'M2 2l12 12M3.2 6.8a7.6 7.6 0 0 1 2.4-1.5M8 4.6c2 0 3.7.8 4.9 2.2M5.3 9.2a4.2 4.2 0 0 1 1.4-.9M9.8 8.5l.9.7M8 12v.1',
  online: 'M3.1 6.8a6.9 6.9 0 0 1 9.8 0M5.2 9.2a4 4 0 0 1 5.6 0M8 12v.1',
  history: 'M3 8a5.2 5.2 0 1 1 1.6 3.7M3 12.2V9.5h2.7M8 5.2V8l2 1.3',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.1M6.7 6.5h.1M9.3 6.5h.1M12 6.5h.1M4.5 9.5h7',
  bold: 'M5 3h3.5a2.4 2.4 0 0 1 0 4.9H5V3zM5 7.9h4.2a2.6 2.6 0 0 1 0 5.1H5V7.9z',
  italic: 'M7 3h5M4 13h5M9.5 3l-3 10',
  underline: 'M4.5 2.5v5a3.5 3.5 0 0 0 7 0v-5M4 13.5h8',
  heading: 'M4 3v10M12 3v10M4 8h8',
  bulletList: 'M6 4h7.5M6 8h7.5M6 12h7.5M3 4h.1M3 8h.1M3 12h.1',
  orderedList: 'M6.5 4h7M6.5 8h7M6.5 12h7M2.5 3l1-.5v3M2.3 9.3c.2-1 1.9-1 1.8.1 0 .7-1.7 1.3-1.7 2.1h1.9',
  table: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.2 3v10M9.8 3v10',
  footnote: 'M2.5 13V4l5 9V4M10.5 4.5l1.5-1v4.5M10.5 8h3',
  box: 'M2.5 3h11v10h-11zM5 6.5h6M5 9.5h4',
  undo: 'M3 6.5h6.5a3.3 3.3 0 0 1 0 6.5H6M5.8 3.7L3 6.5l2.8 2.8',
  redo: 'M13 6.5H6.5a3.3 3.3 0 0 0 0 6.5H10M10.2 3.7L13 6.5l-2.8 2.8',
} as const;

export type IconName = keyof typeof paths;

type IconProps = {
  readonly name: IconName;
  /** In pixels at the default text size; grows with it. */
  readonly size?: 12 | 14 | 16 | 18 | 22 | 28;
  readonly className?: string | undefined;
};

/** Always decoration: the word stands beside it or in the label of its button. */
export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg
      className={className ? `${styles.icon} ${className}` : styles.icon}
      style={{ inlineSize: `${size / 16}rem`, blockSize: `${size / 16}rem` }}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
