import { readDocx, type DocxReading } from '@concord/exchange';

const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Reads a file when it is its turn: each reading may take 256 MB and a core, and the others on the server type. */
export async function readInTurn(bytes: Uint8Array): Promise<DocxReading> {
  if (running >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
  running += 1;
  try {
    return await readDocx(bytes);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
