/** One POST to an address that somebody registered: no redirect, no second look at its name, nothing read of the answer. */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { guardedLookup, NotOpen, targetOf, type Reach } from './address.js';

export const webhookProblems = [
  'status',
  'redirect',
  'address',
  'certificate',
  'timeout',
  'unreachable',
] as const;
export type WebhookProblem = (typeof webhookProblems)[number];

/** What came of it; `problem` null: the receiver has it. */
export type Posted = { readonly status: number | null; readonly problem: WebhookProblem | null };

const PATIENCE_MS = 10_000;

/** Never throws. */
export function post(
  address: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  reach: Reach,
  { lookup = guardedLookup(reach), timeoutMs = PATIENCE_MS } = {},
): Promise<Posted> {
  // Again at each delivery: what the installation allows may have changed since it was registered.
  const target = targetOf(address, reach);
  if (!target) return Promise.resolve({ status: null, problem: 'address' });
  const ask = target.protocol === 'https:' ? secure : plain;
  return new Promise((resolve) => {
    const request = ask(target, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Concord',
      },
      lookup,
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.on('error', (error) => resolve({ status: null, problem: problemOf(error) }));
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      response.on('error', () => undefined);
      response.destroy();
      resolve({
        status,
        problem: status >= 200 && status < 300 ? null : status < 400 ? 'redirect' : 'status',
      });
    });
    request.end(body);
  });
}

function problemOf(error: Error): WebhookProblem {
  if (error instanceof NotOpen) return 'address';
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ABORT_ERR' || error.name === 'TimeoutError') return 'timeout';
  return /CERT|TLS|SSL|UNABLE_TO_|EPROTO/.test(code) ? 'certificate' : 'unreachable';
}
