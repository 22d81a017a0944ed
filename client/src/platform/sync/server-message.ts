/** What the server says about a document besides its content (PROTOCOL.md, type 5). */
export type ServerMessage =
  | { readonly type: 'committed'; readonly seq: number }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'reload' };

/** Null for anything else: a newer server may say more. */
export function readServerMessage(text: string): ServerMessage | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null || !('type' in said)) return null;
  if (said.type === 'reload') return { type: 'reload' };
  if (said.type === 'committed' && 'seq' in said && typeof said.seq === 'number') {
    return { type: 'committed', seq: said.seq };
  }
  if (said.type === 'refused' && 'code' in said && typeof said.code === 'string') {
    return { type: 'refused', code: said.code };
  }
  return null;
}
