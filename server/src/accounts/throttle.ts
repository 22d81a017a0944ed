import { createHash, randomUUID } from 'node:crypto';
import { In, LessThan, MoreThan } from 'typeorm';
import type { RequestContext } from '../platform/context.js';
import { refuse, type Refused } from '../platform/errors/refusal.js';
import { SignInFailure } from './accounts.entity.js';
import { throttle } from './accounts.policy.js';

/**
 * [AC1] Lets somebody prove who they are, so many times per account and per address. An attempt is counted before it
 * is judged, or a hundred at once would all be the first. `prove` answers null for a wrong proof.
 */
export async function attempt<T>(
  ctx: RequestContext,
  email: string,
  address: string,
  prove: () => Promise<T | null>,
): Promise<T | Refused> {
  const { manager } = ctx;
  const now = ctx.now();
  const since = new Date(now.getTime() - throttle.windowMs);
  const account = { id: randomUUID(), subject: subject('account', email.trim().toLowerCase()), at: now };
  const from = { id: randomUUID(), subject: subject('address', address), at: now };
  await manager.delete(SignInFailure, { at: LessThan(since) });
  await manager.insert(SignInFailure, [account, from]);
  const counted = ({ subject: one }: { subject: string }): Promise<number> =>
    manager.countBy(SignInFailure, { subject: one, at: MoreThan(since) });
  if ((await counted(account)) > throttle.perAccount || (await counted(from)) > throttle.perAddress) {
    await manager.delete(SignInFailure, { id: In([account.id, from.id]) });
    return refuse(ctx, 'TOO_MANY_ATTEMPTS');
  }
  const proven = await prove();
  if (proven === null) return refuse(ctx, 'WRONG_CREDENTIALS');
  await manager.delete(SignInFailure, { subject: account.subject });
  await manager.delete(SignInFailure, { id: from.id });
  return proven;
}

// Addresses and e-mails of strangers are not kept in the clear.
const subject = (kind: string, value: string): string =>
  createHash('sha256').update(`${kind}:${value}`).digest('base64url');
