import { defaultLimits } from './limits.js';
import type { DocxLimits } from './limits.js';
import { readPackage } from './read-package.js';
import { Refused } from './refusal.js';
import type { DocxRefusal } from './refusal.js';

/**
 * The process that reads one file and ends. It gets `{ bytes, limits }` and answers with one string of JSON,
 * so that what the parent has to unpack is bounded and holds nothing but data.
 */
const LONGEST_ANSWER = 64 * 1024 * 1024;

process.once('message', (message: { bytes: Uint8Array; limits: DocxLimits }) => {
  void serve(message.bytes, { ...defaultLimits, ...message.limits });
});
// A parser that fails where nobody listens (in a stream) has met bytes it can't read.
process.once('uncaughtException', () => {
  process.send?.(refusal('damaged'), undefined, undefined, () => process.exit(1));
});

async function serve(bytes: Uint8Array, limits: DocxLimits): Promise<void> {
  const json = await answer(bytes, limits);
  process.send?.(json, undefined, undefined, () => process.disconnect());
}

async function answer(bytes: Uint8Array, limits: DocxLimits): Promise<string> {
  try {
    const json = JSON.stringify({ ok: true, document: await readPackage(bytes, limits) });
    return json.length > LONGEST_ANSWER ? refusal('too_large') : json;
  } catch (error) {
    // Anything that is not a refusal is a flaw of the reader; to the person the file is unreadable either way.
    return refusal(error instanceof Refused ? error.reason : 'damaged');
  }
}

function refusal(reason: DocxRefusal): string {
  return JSON.stringify({ ok: false, reason });
}
