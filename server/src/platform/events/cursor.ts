import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keyFor } from '../key-for.js';

/**
 * Positions in a chain would tell a reader how much happens behind their back, so clients only get them sealed:
 * AES-256-GCM, bound to consultation and audience. Taken to another consultation, or to somebody with other rights, it
 * does not open.
 */
export type Cursors = {
  seal(consultationId: string, audience: string, position: bigint): string;
  /** Null when the text was not sealed here for this consultation and audience. */
  open(consultationId: string, audience: string, cursor: string): bigint | null;
};

const NONCE = 12;
const TAG = 16;

export function createCursors(secret: string): Cursors {
  const key = keyFor(secret, 'cursor');
  const bind = (consultationId: string, audience: string) => Buffer.from(`${consultationId}:${audience}`);
  return {
    seal(consultationId, audience, position) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bind(consultationId, audience));
      const plain = Buffer.alloc(8);
      plain.writeBigUInt64BE(position);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      );
    },
    open(consultationId, audience, cursor) {
      const sealed = Buffer.from(cursor, 'base64url');
      if (sealed.length !== NONCE + 8 + TAG) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
        .setAAD(bind(consultationId, audience))
        .setAuthTag(sealed.subarray(-TAG));
      try {
        const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE, NONCE + 8)), decipher.final()]);
        return plain.readBigUInt64BE();
      } catch {
        return null;
      }
    },
  };
}
