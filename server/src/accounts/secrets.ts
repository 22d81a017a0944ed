import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** 256 random bits for a cookie, a link or a token. Only `hashOf` it is ever stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Argon2id with the library's parameters, which follow OWASP's password storage advice (19 MiB, 2 passes). */
export const hashPassword = (password: string): Promise<string> => hash(password);

// Verified when the account doesn't exist, so that the answer takes as long as for one that does.
const nobody = hash(newSecret());

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password);
  return matches && stored !== null;
}
