import { hkdfSync } from 'node:crypto';

/** A key of the installation's own for one purpose; made anew each time, and stored nowhere. */
export const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `concord ${purpose}`, 32));
