import type { IncomingHttpHeaders } from 'node:http';

/**
 * The token a program brings, empty when it forgot it; null for a browser. Asked by everything that treats programs
 * differently, so that no header is a program to the guard of cookies and a browser to the reader of them.
 */
export function bearerOf(headers: IncomingHttpHeaders): string | null {
  const found = /^bearer(?:\s+(.*))?$/i.exec(headers.authorization ?? '');
  return found ? (found[1] ?? '') : null;
}
