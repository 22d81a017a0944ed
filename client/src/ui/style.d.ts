import 'react';

declare module 'react' {
  interface CSSProperties {
    '--badge-hue'?: number;
  }
}
