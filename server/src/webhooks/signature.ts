/** Signed as the Standard Webhooks specification says, so that receivers need no library of ours. */
import { createHmac } from 'node:crypto';

/** As it is shown to whoever registers a webhook, once. */
export const secretOf = (key: Buffer): string => `whsec_${key.toString('base64')}`;

export type Message = { readonly id: string; readonly at: Date; readonly body: string };

/** [WH4] The three headers; the signature covers id, time and body, so that none can be exchanged or sent again later. */
export function signedHeaders(key: Buffer, { id, at, body }: Message): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
