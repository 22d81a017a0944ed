/**
 * What the heads of the record were, in a file outside the database: whoever can rewrite the whole database still
 * can't rewrite what somebody else has written down.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Head } from '@concord/record';
import { z } from 'zod';

export type Witness = {
  /** Everything that was ever written down here of this installation: hashes by position, by chain. */
  recall(): Promise<ReadonlyMap<string, ReadonlyMap<bigint, string>>>;
  /** Writes down what is new, to the disk. */
  note(heads: ReadonlyMap<string, Head>, at: Date): Promise<void>;
};

const line = z.object({
  at: z.string(),
  installation: z.string(),
  chain: z.string(),
  position: z.string().regex(/^\d{1,19}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `secret` tells installations apart: a file may outlive a database that was thrown away. */
export function createWitness(file: string, secret: string): Witness {
  const installation = createHash('sha256').update(`witness ${secret}`).digest('hex').slice(0, 16);
  const last = new Map<string, bigint>();
  return {
    async recall() {
      const seen = new Map<string, Map<bigint, string>>();
      for (const text of (await readFile(file, 'utf8').catch(orNothing)).split('\n')) {
        const found = parsed(text);
        if (found?.installation !== installation) continue;
        const of = seen.get(found.chain) ?? new Map<bigint, string>();
        seen.set(found.chain, of.set(BigInt(found.position), found.hash));
      }
      return seen;
    },
    async note(heads, at) {
      const fresh = [...heads].filter(([chain, { position }]) => last.get(chain) !== position);
      if (fresh.length === 0) return;
      await mkdir(path.dirname(file), { recursive: true });
      const handle = await open(file, 'a');
      try {
        const lines = fresh.map(([chain, { position, hash }]) =>
          JSON.stringify({ at: at.toISOString(), installation, chain, position: String(position), hash }),
        );
        await handle.write(`${lines.join('\n')}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      for (const [chain, { position }] of fresh) last.set(chain, position);
    },
  };
}

/** A line that a power cut left half is no line; what it would have said stands in the next. */
function parsed(text: string): z.infer<typeof line> | null {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function orNothing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
