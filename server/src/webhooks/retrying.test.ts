import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { afterFailure, PATIENCE_MS, pauseAfter } from './retrying.js';
import { secretOf, signedHeaders } from './signature.js';

const at = (ms: number): Date => new Date(1_790_000_000_000 + ms);

test('[WH3] pauses grow, never beyond half a day and a fifth', () => {
  const pauses = Array.from({ length: 20 }, (_, index) => pauseAfter(index + 1, 0));
  expect(pauses.slice(0, 4)).toEqual([5_000, 30_000, 120_000, 600_000]);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauseAfter(500, 1)).toBe(12 * 3_600_000 * 1.2);
});

test('[WH3][WH6] five days of failure end it; one message that alone is refused is given up', () => {
  const failed = { since: at(0), createdAt: at(0), gone: false };
  expect(afterFailure(failed, at(PATIENCE_MS - 1))).toBe('again');
  expect(afterFailure(failed, at(PATIENCE_MS))).toBe('stop');
  expect(afterFailure({ ...failed, since: at(PATIENCE_MS - 1) }, at(PATIENCE_MS))).toBe('give_up');
  expect(afterFailure({ ...failed, gone: true }, at(1))).toBe('stop');
});

test('[WH4] signed as Standard Webhooks says: whoever has the secret as it was shown can check it', () => {
  // The example of the specification.
  const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
  };
  expect(signedHeaders(key, message)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  const shown = Buffer.from(secretOf(key).replace('whsec_', ''), 'base64');
  const again = createHmac('sha256', shown)
    .update(`${message.id}.1614265330.${message.body}`)
    .digest('base64');
  expect(again).toBe('g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
